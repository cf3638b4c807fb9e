"""Administration keeps the accounts, and raises nobody above itself."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from cms.core.models import OutgoingMail
from cms.members.models import User
from tests.factories import LocalAuthorityFactory
from tests.members.conftest import enrol
from tests.sign_in import sign_in

ESCALATING = ["_user", "_group", "_permission", "_workflow", "_task", "_grouppagepermission", "_authenticator"]
NO_ROWS = {"memberships-TOTAL_FORMS": 0, "memberships-INITIAL_FORMS": 0}


@pytest.fixture
def boss(account):
    return account("administration", last_name="Roy")


@pytest.fixture
def administration(home, client, boss):
    sign_in(client, boss)
    return client


def group(name):
    return Group.objects.get(name=name).pk


def form(user=None, **fields):
    """What the screen of an account sends."""
    known = {"email": user.email, "first_name": "Aya", "last_name": "Diallo", "is_active": "on"} if user else {}
    return known | NO_ROWS | fields


def edit(client, user, **fields):
    response = client.post(f"/admin/users/edit/{user.pk}/", form(user, **fields))
    user.refresh_from_db()
    return response


def test_no_group_holds_a_permission_to_raise_somebody_or_to_publish(home):
    held = Permission.objects.filter(group__isnull=False).values_list("codename", flat=True)
    on_pages = Permission.objects.filter(grouppagepermission__isnull=False).values_list("codename", flat=True)

    assert not [name for name in held if name.endswith(tuple(ESCALATING))]
    assert not {"publish_page", "unlock_page", "bulk_delete_page"} & {*held, *on_pages}


def test_administration_opens_an_account_with_roles_and_collectivites(administration):
    authority = LocalAuthorityFactory()
    rows = {"memberships-TOTAL_FORMS": 1, "memberships-0-authority": authority.pk}

    administration.post(
        "/admin/users/new/",
        form(email="Aya@exemple.fr", first_name="Aya", last_name="Diallo", groups=[group("Contributeur")]) | rows,
    )

    user = User.objects.get(email="aya@exemple.fr")
    assert [role.name for role in user.groups.all()] == ["Contributeur"]
    assert [row.authority for row in user.memberships.all()] == [authority]
    assert not user.has_usable_password()
    assert "Contributeur" in OutgoingMail.objects.get(to=user.email).text
    assert administration.get("/admin/users/").content.decode().count("aya@exemple.fr") == 1


def test_nothing_that_is_posted_makes_a_superuser(administration, account):
    user = account("membre")

    edit(administration, user, groups=[group("Rédaction")], is_superuser="on", is_staff="on", user_permissions=[1])
    administration.post(
        "/admin/users/new/", form(email="b@exemple.fr", first_name="B", last_name="B", is_superuser="on")
    )

    assert [role.name for role in user.groups.all()] == ["Rédaction"]
    assert not User.objects.filter(is_superuser=True).exists()
    assert not user.user_permissions.exists()


def test_a_group_that_is_not_a_role_is_not_given(administration, account):
    other = Group.objects.create(name="Tout")
    user = account("membre")

    edit(administration, user, groups=[other.pk])

    assert other not in user.groups.all()


def test_administration_does_not_change_its_own_roles_nor_close_itself(administration, boss):
    edit(administration, boss, groups=[group("Relecteur"), group("Administration")], is_active="")

    assert [role.name for role in boss.groups.all()] == ["Administration"]
    assert boss.is_active


def test_the_account_of_a_superuser_is_out_of_reach(administration):
    root = User.objects.create_superuser("racine", "racine@exemple.fr")

    assert edit(administration, root, email="pris@exemple.fr").status_code == 404
    assert root.email == "racine@exemple.fr"
    assert "racine@exemple.fr" not in administration.get("/admin/users/").content.decode()
    assert administration.post(f"/admin/users/delete/{root.pk}/").status_code == 302
    assert User.objects.filter(pk=root.pk).exists()


@pytest.mark.parametrize("address", ["/admin/groups/", "/admin/groups/new/", "/admin/bulk/members/user/assign_role/"])
def test_groups_have_no_screen_and_accounts_no_bulk_action(administration, address):
    assert administration.get(address).status_code == 403
    sign_in(administration, User.objects.create_superuser("racine", "racine@exemple.fr"))
    assert administration.get(address).status_code == 403


@pytest.mark.parametrize("role", ["contributeur", "redaction", "relecteur", "membre"])
def test_everybody_else_is_refused(home, client, account, role):
    user = account(role)
    sign_in(client, user)

    for address in ("/admin/users/", "/admin/users/new/", f"/admin/users/edit/{user.pk}/"):
        assert client.get(address).status_code == 403
    assert client.post("/admin/users/new/", form(email="b@exemple.fr")).status_code == 403


def test_a_new_address_is_told_to_the_old_one_which_no_longer_opens(administration, account, client):
    user = account("membre")
    old = user.email

    edit(administration, user, email="nouvelle@exemple.fr", groups=[group("Membre")])

    assert "nouvelle@exemple.fr" in OutgoingMail.objects.get(to=old).text
    administration.logout()
    administration.post("/compte/login/code/", {"email": old})
    assert OutgoingMail.objects.filter(to=old).count() == 1


def test_a_lost_second_factor_is_taken_away_and_its_owner_told(administration, account):
    user = account("relecteur")
    enrol(user)

    edit(administration, user, groups=[group("Relecteur")], reset_second_factor="on")

    assert not user.authenticator_set.exists()
    assert "retiré" in OutgoingMail.objects.get(to=user.email).text


def test_an_address_and_a_second_factor_do_not_change_together_nor_unseen(administration, account):
    user = account("relecteur")
    enrol(user)
    old, moved = user.email, {"email": "prise@exemple.fr", "groups": [group("Relecteur")]}

    response = edit(administration, user, **moved, reset_second_factor="on")
    assert "ne changent pas ensemble" in str(response.context["form"].errors)
    assert user.email == old
    assert user.authenticator_set.exists()

    edit(administration, user, **moved)
    edit(administration, user, **moved, reset_second_factor="on")
    assert not user.authenticator_set.exists()
    assert OutgoingMail.objects.filter(to=old, text__contains="double authentification").count() == 1


def test_the_rest_of_the_administration_learns_who_enters_the_team(administration, account, boss):
    colleague, user = account("administration").email, account("membre")
    told = OutgoingMail.objects.filter(subject__contains="rôle de l’équipe")

    edit(administration, user, groups=[group("Membre"), group("Contributeur")])
    assert not told.exists()
    for _ in range(2):
        edit(administration, user, groups=[group("Relecteur")])
    fields = {"email": "b@exemple.fr", "first_name": "B", "last_name": "B", "groups": [group("Administration")]}
    administration.post("/admin/users/new/", form(**fields))

    relecteur, administrator = told.order_by("pk")
    assert relecteur.to == administrator.to == colleague
    assert f"le rôle Relecteur, accordé par {boss}" in relecteur.text
    assert f"le rôle Administration, accordé par {boss}" in administrator.text


def test_an_address_has_one_account_whatever_its_capitals(administration, account):
    first, second = account("membre"), account("membre")

    response = edit(administration, second, email=first.email.upper())

    assert "déjà un compte" in str(response.context["form"].errors)


def test_the_list_asks_as_much_for_many_accounts_as_for_few(administration, account, django_assert_max_num_queries):
    index = reverse("wagtailusers_users:index")
    administration.get(index)
    for _ in range(15):
        account("membre", LocalAuthorityFactory())

    with django_assert_max_num_queries(25):
        administration.get(index)
