"""Accounts in the admin: list, creation, edition. Administration keeps them; it neither makes nor sees superusers."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import update_session_auth_hash
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import cached_property
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.users.views.users import EditView, IndexView, UserFilterSet, UserViewSet

from cms.members.models import User
from cms.members.user_forms import AccountCreationForm, AccountEditForm


def _seen_by(user: Any, accounts: QuerySet[User]) -> QuerySet[User]:
    return accounts if user.is_superuser else accounts.filter(is_superuser=False)


class AccountFilterSet(UserFilterSet):
    """Without the question of superusers."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.filters["is_superuser"]


class AccountIndexView(IndexView):
    """Who, with which role, for which collectivité, and how well protected."""

    page_title = "Comptes"
    add_item_label = "Ouvrir un compte"
    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "wagtailadmin/generic/index_results.html"

    @cached_property
    def columns(self) -> list[Column]:  # type: ignore[override]  # Wagtail's own is one too
        with_buttons = self._get_title_column_class(TitleColumn)
        return [
            with_buttons("name", label="Nom", accessor=str, get_url=self.get_edit_url, sort_key="name", width="22%"),
            Column("email", label="Adresse", sort_key="email"),
            Column("roles", label="Rôles", accessor=lambda user: ", ".join(g.name for g in user.groups.all()) or "–"),
            Column(
                "authorities",
                label="Collectivités",
                accessor=lambda user: ", ".join(str(row.authority) for row in user.memberships.all()) or "–",
            ),
            BooleanColumn("has_second_factor", label="Double authentification"),
            BooleanColumn("is_active", label="Ouvert", sort_key="is_active"),
            DateColumn("last_login", label="Dernière connexion", sort_key="last_login"),
        ]

    def get_base_queryset(self) -> QuerySet[User]:
        second_factors = Authenticator.objects.filter(user=OuterRef("pk"))
        accounts = _seen_by(self.request.user, super().get_base_queryset())
        return accounts.prefetch_related("groups", "memberships__authority").annotate(
            has_second_factor=Exists(second_factors)
        )


class AccountCreateView(generic.CreateView):
    """Opens an account at once; an invitation lets the person open it himself."""

    page_title = "Ouvrir un compte"
    success_message = "Le compte de %(object)s est ouvert, et un courriel le lui dit."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": self.request.user}


class AccountEditView(EditView):
    """One account."""

    success_message = "Le compte de %(object)s est enregistré."

    def get_queryset(self) -> QuerySet[User]:
        return _seen_by(self.request.user, User.objects.all())

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": self.request.user}

    def save_instance(self) -> User:
        user: User = generic.EditView.save_instance(self)
        if user == self.request.user:  # changing his own address must not sign him out
            update_session_auth_hash(self.request, user)
        return user


class AccountViewSet(UserViewSet):
    """`/admin/users/`"""

    menu_label = "Comptes"
    copy_view_enabled = False
    filterset_class = AccountFilterSet
    index_view_class = AccountIndexView
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView
    template_prefix = "members/admin/"

    def get_form_class(self, for_update: bool = False) -> type[AccountCreationForm | AccountEditForm]:
        return AccountEditForm if for_update else AccountCreationForm
