"""Addresses of `/compte/`: those of allauth that we use, and no other; ours."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import include, path, re_path

from cms.members import account_views as ours
from cms.members import joining, personal_data_views


def _of(view: Any, title: str) -> Any:
    """A view of allauth with the title that our pages show."""
    return view.as_view(extra_context={"title": title})


_PASSWORDS = [
    path("change/", _of(ours.ChangePassword, "Changer de mot de passe"), name="account_change_password"),
    path("set/", _of(account.PasswordSetView, "Choisir un mot de passe"), name="account_set_password"),
    path("reset/", _of(ours.ResetPassword, "Mot de passe oublié"), name="account_reset_password"),
    path("reset/done/", _of(account.PasswordResetDoneView, "Courriel envoyé"), name="account_reset_password_done"),
    re_path(
        r"^reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        _of(account.PasswordResetFromKeyView, "Choisir un nouveau mot de passe"),
        name="account_reset_password_from_key",
    ),
    path(
        "reset/key/done/",
        _of(account.PasswordResetFromKeyDoneView, "Mot de passe changé"),
        name="account_reset_password_from_key_done",
    ),
]

_SECOND_FACTORS = [
    path("", _of(ours.SecondFactors, "Double authentification"), name="mfa_index"),
    path("authenticate/", _of(ours.Authenticate, "Second contrôle"), name="mfa_authenticate"),
    path("reauthenticate/", _of(ours.Reauthenticate, "Confirmer que c’est vous"), name="mfa_reauthenticate"),
    path("application/", _of(totp.ActivateTOTPView, "Ajouter une application"), name="mfa_activate_totp"),
    path("application/retirer/", _of(totp.DeactivateTOTPView, "Retirer l’application"), name="mfa_deactivate_totp"),
    path("codes/", _of(recovery_codes.ViewRecoveryCodesView, "Codes de secours"), name="mfa_view_recovery_codes"),
    path(
        "codes/nouveaux/",
        _of(recovery_codes.GenerateRecoveryCodesView, "Nouveaux codes de secours"),
        name="mfa_generate_recovery_codes",
    ),
    path("codes/fichier/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("cles/", _of(webauthn.ListWebAuthnView, "Clés d’accès"), name="mfa_list_webauthn"),
    path("cles/ajouter/", _of(webauthn.AddWebAuthnView, "Ajouter une clé d’accès"), name="mfa_add_webauthn"),
    path("cles/login/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path(
        "cles/reauthenticate/",
        _of(webauthn.ReauthenticateWebAuthnView, "Confirmer que c’est vous"),
        name="mfa_reauthenticate_webauthn",
    ),
    path("cles/<int:pk>/", _of(webauthn.EditWebAuthnView, "Renommer une clé d’accès"), name="mfa_edit_webauthn"),
    path(
        "cles/<int:pk>/retirer/",
        _of(webauthn.RemoveWebAuthnView, "Retirer une clé d’accès"),
        name="mfa_remove_webauthn",
    ),
]

urlpatterns = [
    path("", ours.home, name="account_home"),
    path("login/", _of(ours.Login, "Se connecter"), name="account_login"),
    path("login/code/", _of(ours.RequestCode, "Recevoir un code"), name="account_request_login_code"),
    path("login/code/confirm/", _of(ours.ConfirmCode, "Saisir le code"), name="account_confirm_login_code"),
    path("logout/", _of(account.LogoutView, "Se déconnecter"), name="account_logout"),
    path("inactive/", _of(account.AccountInactiveView, "Compte fermé"), name="account_inactive"),
    path("reauthenticate/", _of(account.ReauthenticateView, "Confirmer que c’est vous"), name="account_reauthenticate"),
    path("adhesion/", joining.join, name="joining"),
    path("adhesion/code/", joining.confirm, name="joining_code"),
    path("code/", ours.reading_code, name="reading_code"),
    path("donnees/", personal_data_views.summary, name="personal_data"),
    path("donnees/mes-donnees.json", personal_data_views.download, name="personal_data_file"),
    path("password/", include(_PASSWORDS)),
    path("double-authentification/", include(_SECOND_FACTORS)),
]
