"""Which mails of the workflow a person wants: a few answers of the profile that Wagtail keeps, for every account."""

from enum import StrEnum
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from wagtail.admin.views.account import NotificationsSettingsPanel
from wagtail.admin.widgets import SwitchInput
from wagtail.users.models import UserProfile

from cms.members.models import User
from cms.members.roles import CONTRIBUTEUR, REDACTION, RELECTEUR, Role, has_role


class Wish(StrEnum):
    """Name of the answer in the profile. Wagtail itself asks the last one, for the mails of its comments."""

    TO_REVIEW = "submitted_notifications"
    GONE_WELL = "approved_notifications"
    COME_BACK = "rejected_notifications"
    COMMENTED = "updated_comments_notifications"


QUESTIONS: dict[Wish, tuple[str, tuple[Role, ...]]] = {
    Wish.TO_REVIEW: ("Un contenu attend ma relecture, ou l’attend depuis trop longtemps", (RELECTEUR,)),
    Wish.GONE_WELL: ("Mon contenu est approuvé ou mis en ligne", (REDACTION, CONTRIBUTEUR)),
    Wish.COME_BACK: (
        "Mon contenu me revient : modifications demandées, refus, retrait du site",
        (REDACTION, CONTRIBUTEUR),
    ),
    Wish.COMMENTED: ("Un commentaire est posé ou résolu, dans l’éditeur, sur une page que je suis", (REDACTION,)),
}
"""What is asked, and of whom."""


def wanting(wish: Wish, people: QuerySet[User]) -> QuerySet[User]:
    """Those of `people` that may be written to about this; an account without a profile wants everything."""
    reachable = people.filter(is_active=True).exclude(email="")
    return reachable.exclude(**{f"wagtail_userprofile__{wish}": False})


class MailPreferencesForm(forms.ModelForm):
    """Only the questions that concern the roles of the person."""

    class Meta:
        model = UserProfile
        fields = [wish.value for wish in Wish]
        labels = {wish.value: label for wish, (label, _) in QUESTIONS.items()}
        help_texts = {wish.value: "" for wish in Wish}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for wish, (_, roles) in QUESTIONS.items():
            if not has_role(self.instance.user, *roles):
                del self.fields[wish]


class AdminMailPreferencesForm(MailPreferencesForm):
    """The same on the account page of the admin, in its own controls."""

    class Meta(MailPreferencesForm.Meta):
        widgets = {wish.value: SwitchInput() for wish in Wish}


def ask_in_admin() -> None:
    """Wagtail's own form asks about reviews only of who holds « publish », which nobody does."""
    NotificationsSettingsPanel.form_class = AdminMailPreferencesForm  # type: ignore[assignment]  # any form of a profile


@login_required
def mail_preferences(request: HttpRequest) -> HttpResponse:
    """`/compte/courriels/`, for everybody who has an account."""
    profile = UserProfile.get_for_user(request.user)
    form = MailPreferencesForm(request.POST or None, instance=profile)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Vos préférences sont enregistrées.")
        return redirect("mail_preferences")
    return render(request, "pages/workflow/mail_preferences.html", {"form": form, "title": "Courriels reçus"})
