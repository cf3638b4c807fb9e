"""The form of an account, for administration: names, address, roles, collectivités; nothing that makes a superuser."""

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib.auth.models import Group
from django.db import transaction
from django.forms.models import BaseInlineFormSet, inlineformset_factory
from django.utils import timezone

from cms.core.models import OutgoingMail
from cms.members.account_mails import ADDRESS_CHANGED, SECOND_FACTOR_RESET, WELCOME, login_address
from cms.members.accounts import create_account
from cms.members.grants import tell_administration
from cms.members.models import Membership, User
from cms.members.roles import ROLES
from cms.territories.chooser import local_authority_chooser

MEMBERSHIPS: type[BaseInlineFormSet[Membership, User, Any]] = inlineformset_factory(
    User, Membership, fields=["authority"], extra=2, widgets={"authority": local_authority_chooser.widget_class()}
)

NOT_BOTH = (
    "L’adresse et la double authentification ne changent pas ensemble : qui lit les courriels de la nouvelle adresse "
    "entrerait seul dans le compte. Enregistrez d’abord l’un des deux changements."
)


class AccountForm(forms.ModelForm[User]):
    """What creation and edition share. The rows of collectivités are part of the form."""

    required_css_class = "required"
    email = forms.EmailField(label="Adresse électronique", help_text="La personne se connecte avec elle.")
    first_name = forms.CharField(label="Prénom", max_length=150)
    last_name = forms.CharField(label="Nom", max_length=150)
    groups = forms.ModelMultipleChoiceField(
        Group.objects.none(), label="Rôles", required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = User
        fields = ["email", "first_name", "last_name", "groups"]

    def __init__(self, *args: Any, by: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self._field("groups").queryset = Group.objects.filter(name__in=[role.name for role in ROLES])
        self.memberships = MEMBERSHIPS(
            self.data if self.is_bound else None, instance=self.instance, prefix="memberships"
        )

    def _field(self, name: str) -> Any:
        return self.fields[name]

    @property
    def media(self) -> forms.Media:
        return super().media + self.memberships.media

    def is_valid(self) -> bool:
        return super().is_valid() and self.memberships.is_valid()

    def _roles(self) -> list[str]:
        return [group.name for group in self.cleaned_data["groups"]]


class AccountCreationForm(AccountForm):
    """The person is told by mail, and signs in with a code."""

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        user = create_account(self.instance, self._roles())
        self.memberships.save()
        WELCOME.send(user.email, {"roles": ", ".join(self._roles()) or "sans rôle", "url": login_address()})
        tell_administration(user, self._roles(), self.by)
        return user


class AccountEditForm(AccountForm):
    """Nobody changes his own roles nor closes his own account."""

    reset_second_factor = forms.BooleanField(
        label="Retirer sa double authentification",
        required=False,
        help_text="Téléphone perdu, codes de secours aussi. Assurez-vous d’abord, de vive voix, que c’est bien elle "
        "ou lui : ses connexions seront fermées, et la personne prévenue par courriel.",
    )

    class Meta(AccountForm.Meta):
        fields = ["email", "first_name", "last_name", "is_active", "groups"]
        labels = {"is_active": "Compte ouvert"}
        help_texts = {"is_active": "Décochez plutôt que de supprimer : ses contenus gardent leur auteur."}

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = User.objects.get(pk=self.instance.pk)
        if editing_self:
            for name in ("groups", "is_active", "reset_second_factor"):
                self.fields[name].disabled = True
                self.fields[name].help_text = "Une autre personne de l’administration peut le changer."

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("reset_second_factor") and self._moves(cleaned.get("email") or self.before.email):
            self.add_error("reset_second_factor", NOT_BOTH)
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        had = {group.name for group in self.before.groups.all()} if self.before.is_active else set()
        user = super().save()
        self.memberships.save()
        if self._moves(user.email) and self.before.email:
            key = f"address:{user.pk}:{timezone.now().isoformat()}"
            ADDRESS_CHANGED.send(self.before.email, {"email": user.email}, key=key)
            user.end_sessions()
        if self.cleaned_data["reset_second_factor"]:
            Authenticator.objects.filter(user=user).delete()
            for address in {user.email, *_former_addresses(user)}:
                SECOND_FACTOR_RESET.send(address, {"url": login_address()})
            user.end_sessions()
        if user.is_active:
            tell_administration(user, {*self._roles()} - had, self.by)
        else:
            user.end_sessions()
        return user

    def _moves(self, email: str) -> bool:
        return email.lower() != self.before.email.lower()


def _former_addresses(user: User) -> list[str]:
    """Where a change of address was told in the last month: the person may still read only there."""
    told = OutgoingMail.objects.filter(key__startswith=f"address:{user.pk}:").exclude(to="")
    return [mail.to for mail in told.only("to")]
