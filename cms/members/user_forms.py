"""The form of an account, for administration: names, address, roles, collectivités; nothing that makes a superuser."""

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib.auth.models import Group
from django.db import transaction
from django.forms.models import BaseInlineFormSet, inlineformset_factory

from cms.members.account_mails import ADDRESS_CHANGED, SECOND_FACTOR_RESET, WELCOME, login_address
from cms.members.accounts import create_account
from cms.members.models import Membership, User
from cms.members.roles import ROLES
from cms.territories.chooser import local_authority_chooser

MEMBERSHIPS: type[BaseInlineFormSet[Membership, User, Any]] = inlineformset_factory(
    User, Membership, fields=["authority"], extra=2, widgets={"authority": local_authority_chooser.widget_class()}
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        user = super().save()
        self.memberships.save()
        if user.email.lower() != self.before.email.lower() and self.before.email:
            ADDRESS_CHANGED.send(self.before.email, {"email": user.email})
            user.end_sessions()
        if self.cleaned_data["reset_second_factor"]:
            Authenticator.objects.filter(user=user).delete()
            SECOND_FACTOR_RESET.send(user.email, {"url": login_address()})
            user.end_sessions()
        if not user.is_active:
            user.end_sessions()
        return user
