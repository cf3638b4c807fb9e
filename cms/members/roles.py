"""Who may do what in the admin: one table, applied by `manage.py roles`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from cms.taxonomy.models import VOCABULARIES

ALL = ("add", "change", "delete", "view")
REPLACED = ("Editors", "Moderators")
"""Groups that Wagtail creates; the table below replaces them."""


@dataclass(frozen=True)
class Role:
    """A group. `pages`: permissions on the whole tree; `files`: on every collection; `models`: on their rows."""

    name: str
    pages: Sequence[str] = ()
    files: Sequence[str] = ()
    models: Mapping[str, Sequence[str]] = field(default_factory=dict)
    others: Sequence[str] = ("wagtailadmin.access_admin",)

    def model_permissions(self) -> list[str]:
        """« app.action_model » of every right that is not on the tree nor on a collection."""
        named = (label.split(".") for label in self.models)
        return [*self.others] + [
            f"{app}.{action}_{model}" for app, model in named for action in self.models[f"{app}.{model}"]
        ]


REDACTION = Role(
    name="Rédaction",
    pages=("wagtailcore.add_page", "wagtailcore.change_page", "wagtailcore.publish_page"),
    files=(
        *(f"wagtailimages.{action}_image" for action in ("add", "change", "choose")),
        *(f"wagtaildocs.{action}_document" for action in ("add", "change", "choose")),
    ),
    models={
        **{model._meta.label_lower: ALL for model in VOCABULARIES},
        "taxonomy.tag": ALL,
        "territories.localauthority": ALL,
        "library_pages.actor": ALL,
        "library_pages.solution": ALL,
        "search.synonymgroup": ALL,
        "core.accessibilityaudit": ALL,
        "core.siteidentity": ("change",),
        "core.sitenavigation": ("change",),
        "core.sitebanner": ("change",),
    },
)

ROLES = (REDACTION,)


def permissions(names: Sequence[str]) -> list[Permission]:
    """The permissions of « app.codename » names. Raises Permission.DoesNotExist on a name nobody declares."""
    return [
        Permission.objects.get(content_type__app_label=app, codename=codename)
        for app, codename in (name.split(".") for name in names)
    ]


@transaction.atomic
def apply(role: Role) -> bool:
    """Make the group hold exactly what the table says; tells whether the group is new."""
    group, created = Group.objects.get_or_create(name=role.name)
    group.permissions.set(permissions(role.model_permissions()))
    root = Page.get_first_root_node()
    pages = permissions(role.pages)
    group.page_permissions.exclude(page=root, permission__in=pages).delete()
    for permission in pages:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    collection = Collection.get_first_root_node()
    files = permissions(role.files)
    group.collection_permissions.exclude(collection=collection, permission__in=files).delete()
    for permission in files:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
    return created


def remove_replaced_groups() -> None:
    """Drop Wagtail's own groups, unless somebody is in one."""
    Group.objects.filter(name__in=REPLACED, user=None).delete()
