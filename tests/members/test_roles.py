"""What somebody of the group « Rédaction » may do, and what he may not."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse

from cms.members.models import User
from cms.members.roles import ROLES, has_role, holders_of
from tests.sign_in import sign_in


@pytest.mark.parametrize(
    "name",
    [
        "wagtailadmin_workflows:index",
        "wagtailadmin_workflows:task_index",
        "wagtailsites:index",
        "wagtailadmin_collections:index",
    ],
)
def test_redaction_has_no_access_to_workflows_sites_and_collections(redaction, name):
    response = redaction.get(reverse(name))

    assert response.status_code == 302
    assert response.url == reverse("wagtailadmin_home")


@pytest.mark.parametrize(
    "name", ["wagtailadmin_home", "wagtailadmin_explore_root", "wagtailimages:index", "wagtaildocs:index"]
)
def test_redaction_works_with_pages_images_and_documents(redaction, name):
    assert redaction.get(reverse(name), follow=True).status_code == 200


def test_redaction_edits_the_identity_of_the_site(redaction):
    response = redaction.get(reverse("wagtailsettings:edit", args=("core", "siteidentity")), follow=True)

    assert response.status_code == 200
    assert "Mentions légales" in response.content.decode()


def test_a_person_without_a_role_does_not_enter_the_admin(home, client, account):
    sign_in(client, account())

    assert client.get(reverse("wagtailadmin_home")).status_code == 403


def test_the_holders_of_roles_are_those_who_have_one(account):
    for role in ("contributeur", "redaction", "relecteur", "administration", "membre", ""):
        account(role)
    account("relecteur", is_active=False)
    both = account("relecteur")
    both.groups.add(*account("redaction").groups.all())
    User.objects.create_superuser("root")

    for roles in (*((role,) for role in ROLES), ROLES[1:3], ROLES):
        holders = list(holders_of(*roles))
        assert len(holders) == len(set(holders))
        assert set(holders) == {user for user in User.objects.all() if has_role(user, *roles)}


def test_the_table_is_the_truth_and_running_it_again_changes_nothing(db):
    call_command("roles")
    group = Group.objects.get(name="Rédaction")
    expected = set(group.permissions.values_list("codename", flat=True))
    group.permissions.add(Permission.objects.get(codename="add_user"))
    group.permissions.remove(Permission.objects.get(codename="change_theme"))
    group.page_permissions.all().delete()

    call_command("roles")
    call_command("roles")

    assert set(group.permissions.values_list("codename", flat=True)) == expected
    assert sorted(group.page_permissions.values_list("permission__codename", flat=True)) == [
        "add_page",
        "change_page",
    ]
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
