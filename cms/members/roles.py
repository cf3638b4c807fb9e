"""Who may do what in the admin: one table, applied by `manage.py roles`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet
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
    others: Sequence[str] = ()
    summary: str = ""
    """What the role is for, in French, for the table of the README."""

    def model_permissions(self) -> list[str]:
        """« app.action_model » of every right that is not on the tree nor on a collection."""
        named = (label.split(".") for label in self.models)
        return [*self.others] + [
            f"{app}.{action}_{model}" for app, model in named for action in self.models[f"{app}.{model}"]
        ]


ADMIN = ("wagtailadmin.access_admin",)
SEE_PAGES = ("wagtailcore.lock_page",)
"""Wagtail's explorer shows a page to who holds some right on it. This one opens nothing here: nobody locks a page by
hand (`cms.workflow.permissions`).
"""

CONTRIBUTEUR = Role(
    name="Contributeur",
    summary="Propose et modifie les contenus de ses collectivités dans `/contribuer/` ; n’entre pas dans `/admin/`.",
)

REDACTION = Role(
    name="Rédaction",
    summary="Écrit toutes les pages et les soumet à relecture, tient les registres, les vocabulaires, les images et "
    "les documents, prépare les lots, retire une page en ligne.",
    others=ADMIN,
    pages=("wagtailcore.add_page", "wagtailcore.change_page"),
    files=(
        *(f"wagtailimages.{action}_image" for action in ("add", "change", "choose")),
        *(f"wagtaildocs.{action}_document" for action in ("add", "change", "choose")),
    ),
    models={
        **{model._meta.label_lower: ALL for model in VOCABULARIES},
        "taxonomy.tag": ALL,
        "territories.localauthority": ALL,
        "territories.person": ALL,
        "library_pages.actor": ALL,
        "library_pages.solution": ALL,
        "home.presscontact": ALL,
        "home.withheldversion": ALL,
        "concertation_pages.commitment": ("add", "change", "view"),
        "home.volunteer": ("view",),
        "search.synonymgroup": ALL,
        "search.pinnedresults": ALL,
        "core.accessibilityaudit": ALL,
        "core.siteidentity": ("change",),
        "core.sitenavigation": ("change",),
        "core.sitebanner": ("change",),
    },
)

RELECTEUR = Role(
    name="Relecteur",
    summary="Lit ce que d’autres soumettent, approuve, demande des modifications ou refuse, jamais son propre "
    "travail ; retire une page en ligne.",
    others=ADMIN,
    pages=SEE_PAGES,
)

ADMINISTRATION = Role(
    name="Administration",
    summary="Invite les personnes, tient les comptes, leurs rôles et leurs collectivités, suit les courriels et les "
    "consultations d’annexes, retire une page en ligne.",
    others=ADMIN,
    pages=SEE_PAGES,
    models={"core.outgoingmail": ("view",)},
)

MEMBRE = Role(
    name="Membre",
    summary="Lit sur le site les annexes réservées : contacts et ratages ; demande un échange.",
)

ROLES = (CONTRIBUTEUR, REDACTION, RELECTEUR, ADMINISTRATION, MEMBRE)
STAFF = (REDACTION, RELECTEUR, ADMINISTRATION)
"""The roles of the admin; a superuser has the three."""


def has_role(user: Any, *roles: Role) -> bool:
    """Whether this person has one of these roles. Read once per user object; a closed account has none."""
    if not user.is_active or not user.pk:
        return False
    if user.is_superuser and any(role in STAFF for role in roles):
        return True
    if not hasattr(user, "_role_names"):
        user._role_names = set(user.groups.values_list("name", flat=True))
    return any(role.name in user._role_names for role in roles)


def holders_of(*roles: Role) -> QuerySet[Any]:
    """Everybody who has one of these roles: `has_role`, of all accounts at once."""
    holders = Q(groups__name__in=[role.name for role in roles])
    if any(role in STAFF for role in roles):
        holders |= Q(is_superuser=True)
    return get_user_model()._default_manager.filter(holders, is_active=True).distinct()


def permissions(names: Sequence[str]) -> list[Permission]:
    """The permissions of « app.codename » names. Raises Permission.DoesNotExist on a name nobody declares."""
    codenames = [name.partition(".")[2] for name in names]
    found = Permission.objects.filter(codename__in=codenames).select_related("content_type").order_by()
    known = {f"{permission.content_type.app_label}.{permission.codename}": permission for permission in found}
    if unknown := set(names) - known.keys():
        raise Permission.DoesNotExist(", ".join(sorted(unknown)))
    return [known[name] for name in names]


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
