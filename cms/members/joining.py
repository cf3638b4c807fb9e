"""`/compte/adhesion/`: who has an address of a collectivité makes himself a member, by a code sent to that address."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django import forms
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cms.core.views import error_page
from cms.members import one_time_code
from cms.members.account_mails import JOINING_CODE, KNOWN_ALREADY, login_address
from cms.members.accounts import create_account
from cms.members.lockout import count_failure
from cms.members.models import EmailDomain, User
from cms.members.roles import MEMBRE

PURPOSE = "adhesion"
NAMES = "joining"
"""In the session: the names typed, until the code comes back."""


class JoiningForm(forms.Form):
    """Who asks, and at what address."""

    first_name = forms.CharField(label="Prénom", max_length=150, widget=forms.TextInput({"autocomplete": "given-name"}))
    last_name = forms.CharField(label="Nom", max_length=150, widget=forms.TextInput({"autocomplete": "family-name"}))
    email = forms.EmailField(
        label="Adresse électronique professionnelle",
        help_text="Celle que vous donne votre collectivité.",
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        domain = EmailDomain.of(email)
        if domain is None:
            raise forms.ValidationError(
                "Ce domaine n’est rattaché à aucune collectivité du réseau. Demandez une invitation à l’équipe du site."
            )
        self.authority = domain.authority
        return email


class CodeForm(forms.Form):
    """The code received."""

    code = forms.CharField(
        label="Code",
        max_length=40,
        widget=forms.TextInput({"autocomplete": "one-time-code", "spellcheck": "false"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """An address that has an account already gets a mail that says so, and this page answers the same."""
    form = JoiningForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if not one_time_code.may_send(request, email):
            return error_page(request, 429)
        request.session[NAMES] = [form.cleaned_data["first_name"], form.cleaned_data["last_name"]]
        is_known = User.objects.filter(email__iexact=email).exists()
        mail = None if is_known else JOINING_CODE
        one_time_code.send(request, PURPOSE, email, mail, authority=str(form.authority))
        if is_known:
            KNOWN_ALREADY.send(email, {"url": login_address()})
        return redirect("joining_code")
    return render(request, "account/joining.html", {"title": "Devenir membre", "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """The code makes the account, and signs in: it has just proved the address."""
    email = one_time_code.waiting(request, PURPOSE)
    if not email:
        return redirect("joining")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        domain = EmailDomain.of(email)
        if domain and one_time_code.take(request, PURPOSE, form.cleaned_data["code"]):
            return _admit(request, email, domain)
        count_failure(request)
        form.add_error("code", "Ce code n’est pas le bon, ou il n’est plus valable.")
    return render(request, "account/joining_code.html", {"title": "Saisir le code", "form": form, "email": email})


def _admit(request: HttpRequest, email: str, domain: EmailDomain) -> HttpResponse:
    first_name, last_name = request.session.pop(NAMES)
    try:
        person = User(email=email, first_name=first_name, last_name=last_name)
        user = create_account(person, [MEMBRE.name], domain.authority)
    except IntegrityError:  # made meanwhile, in another window
        return redirect("account_login")
    record_authentication(request, user, method="code", email=email)
    response: HttpResponse = perform_login(request, Login(user=user, email=email))
    return response
