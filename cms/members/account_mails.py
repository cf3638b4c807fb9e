"""The mails about an account: what each says, and the one template that says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from cms.core.mail import absolute, queue


@dataclass(frozen=True)
class AccountMail:
    """`sentences` are its paragraphs. A code is set apart, a link makes the button."""

    subject: str
    sentences: tuple[str, ...]
    action: str = ""

    def send(self, to: str, context: Mapping[str, Any], *, key: str = "") -> None:
        """`context` may hold a `code`, a `url`, and what the sentences name (`{collectivite}`). `key`: see `queue`."""
        named = {key: value for key, value in context.items() if isinstance(value, str)}
        url = context.get("url") or context.get("password_reset_url") or ""
        queue(
            "account",
            to,
            {
                "subject": self.subject.format(**named),
                "sentences": [sentence.format(**named) for sentence in self.sentences],
                "code": context.get("code", ""),
                "url": url,
                "action": self.action if url else "",
            },
            key=key,
        )


NOT_YOU = "Si ce n’est pas vous, changez votre mot de passe et prévenez l’administration du site."
CODE = AccountMail(
    "Votre code de connexion",
    (
        "Recopiez ce code sur la page qui vous le demande. Il vaut trente minutes et ne sert qu’une fois.",
        "Personne ne vous le demandera par téléphone ni par courriel. Si vous n’avez rien demandé, ne faites rien.",
    ),
)
RESET = AccountMail(
    "Choisir un nouveau mot de passe",
    (
        "Vous avez demandé à changer de mot de passe. Ce lien vaut une heure et ne sert qu’une fois.",
        "Si vous n’avez rien demandé, ne faites rien : votre mot de passe reste le même.",
    ),
    "Choisir un mot de passe",
)
JOINING_CODE = AccountMail(
    "Votre code pour créer un compte membre",
    (
        "Recopiez ce code sur la page qui vous le demande : votre compte sera créé pour {authority}.",
        "Il vaut trente minutes et ne sert qu’une fois. Si vous n’avez rien demandé, ne faites rien.",
    ),
)
KNOWN_ALREADY = AccountMail(
    "Vous avez déjà un compte",
    (
        "Une adhésion vient d’être demandée avec votre adresse, qui a déjà un compte.",
        "Pour vous connecter, demandez un code : il n’est pas besoin de mot de passe.",
    ),
    "Se connecter",
)
WELCOME = AccountMail(
    "Votre compte est ouvert",
    (
        "L’administration du site vous a ouvert un compte à cette adresse : {roles}.",
        "Pour vous connecter, demandez un code ; vous pourrez ensuite choisir un mot de passe.",
    ),
    "Se connecter",
)
ADDRESS_CHANGED = AccountMail(
    "L’adresse de votre compte a changé",
    (
        "L’administration du site a remplacé cette adresse par {email} : vous vous connecterez désormais avec elle.",
        "Si vous n’êtes pas à l’origine de ce changement, prévenez l’administration du site.",
    ),
)
SECOND_FACTOR_RESET = AccountMail(
    "Votre double authentification a été retirée",
    (
        "L’administration du site a retiré vos moyens de double authentification, et fermé vos connexions.",
        "Connectez-vous pour en mettre en place un nouveau. Si vous ne l’avez pas demandé, prévenez l’administration.",
    ),
    "Se connecter",
)
ROLE_GRANTED = AccountMail(
    "Un rôle de l’équipe vient d’être accordé",
    (
        "Le compte {person} ({email}) a désormais le rôle {roles}, accordé par {by}.",
        "Vous recevez ce courriel parce que vous êtes de l’administration. Si cela vous surprend, fermez ce compte et "
        "parlez-en entre vous.",
    ),
    "Voir le compte",
)
INVITATION = AccountMail(
    "{inviter} vous invite",
    (
        "{inviter} vous invite à ouvrir un compte sur le site : {role}.",
        "Ce lien vous est personnel, vaut quatorze jours et ne sert qu’une fois. Ne le transmettez pas.",
    ),
    "Ouvrir mon compte",
)
_OF_ALLAUTH = {
    "account/email/login_code": CODE,
    "account/email/password_reset_key": RESET,
    "account/email/password_changed": AccountMail("Votre mot de passe a changé", ("C’est fait.", NOT_YOU)),
    "account/email/password_set": AccountMail("Vous avez choisi un mot de passe", ("C’est fait.", NOT_YOU)),
    "account/email/password_reset": AccountMail("Votre mot de passe a changé", ("C’est fait.", NOT_YOU)),
    "mfa/email/totp_activated": AccountMail(
        "Double authentification mise en place", ("Une application donne désormais vos codes.", NOT_YOU)
    ),
    "mfa/email/totp_deactivated": AccountMail(
        "Application d’authentification retirée", ("Elle ne donne plus de codes pour votre compte.", NOT_YOU)
    ),
    "mfa/email/webauthn_added": AccountMail(
        "Clé d’accès ajoutée", ("Une clé d’accès ouvre désormais votre compte.", NOT_YOU)
    ),
    "mfa/email/webauthn_removed": AccountMail(
        "Clé d’accès retirée", ("Une clé d’accès n’ouvre plus votre compte.", NOT_YOU)
    ),
    "mfa/email/recovery_codes_generated": AccountMail(
        "Nouveaux codes de secours", ("Les codes de secours précédents ne servent plus.", NOT_YOU)
    ),
}


def mail_of(template_prefix: str) -> AccountMail:
    """The mail that allauth names so. Raises KeyError for one that no screen of ours sends."""
    return _OF_ALLAUTH[template_prefix]


def login_address() -> str:
    return absolute(reverse("account_request_login_code"))
