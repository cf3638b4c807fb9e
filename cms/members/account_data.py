"""What accounts, signed links and mails keep about a person (see `cms.members.personal_data`)."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry, Revision
from wagtail.users.models import UserProfile

from cms.core.mail import ERASED as ERASED_MAIL
from cms.core.mail import absolute, queue
from cms.core.models import OutgoingMail
from cms.members.models import Invitation, SignedLink, User
from cms.members.personal_data import Person, Rows, erase, register

IDLE = timedelta(days=730)
"""An account that nobody has used for 24 months is closed and made anonymous…"""
WARNED = timedelta(days=30)
"""… at the earliest that long after its owner was warned by mail."""
ERASED = "Compte effacé"


def export_account(person: Person) -> Rows:
    user = person.user
    if user is None:
        return []
    return [
        {
            "identifiant": user.username,
            "prénom": user.first_name,
            "nom": user.last_name,
            "courriel": user.email,
            "autres adresses": [a.email for a in EmailAddress.objects.filter(user=user).exclude(email=user.email)],
            "rôles": [group.name for group in user.groups.all()],
            "collectivités": [membership.authority.name for membership in user.memberships.select_related("authority")],
            "second facteur": sorted({a.get_type_display() for a in Authenticator.objects.filter(user=user)}),
            "créé le": _day(user.date_joined),
            "dernière connexion": _day(user.last_login),
        }
    ]


def export_acts(person: Person) -> Rows:
    """What this account did to pages: its own versions, and the journal of the admin."""
    if person.user is None:
        return []
    versions = Revision.objects.filter(user=person.user).defer("content").order_by("created_at")
    done = PageLogEntry.objects.filter(user=person.user).order_by("timestamp")
    return [
        *({"version de": v.object_str, "le": v.created_at.isoformat()} for v in versions.iterator()),
        *({"action": e.action, "page": e.label, "le": e.timestamp.isoformat()} for e in done.iterator()),
    ]


def erase_account(person: Person) -> None:
    """The row stays, without anything that names its person: versions and decisions keep an author, nobody in
    particular. What would let anybody in is deleted.
    """
    user = person.user
    if user is None:
        return
    for model in (EmailAddress, Authenticator, UserProfile):
        model.objects.filter(user=user).delete()
    attempts = Q(username__in=[user.username, *filter(None, [user.email])])
    for attempt in (AccessAttempt, AccessLog, AccessFailureLog):
        attempt.objects.filter(attempts).delete()
    itself = {"content_type": ContentType.objects.get_for_model(User), "object_id": str(user.pk)}
    ModelLogEntry.objects.filter(**itself).update(label=ERASED, data={})
    user.groups.clear()
    user.memberships.all().delete()
    user.username, user.first_name, user.last_name, user.email = f"efface-{user.pk}", ERASED, "", ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    user.end_sessions()


def idle_accounts(since: timedelta) -> QuerySet[Any]:
    """Accounts of people that nobody has used for that long. A superuser is somebody's decision, and an account
    without address belongs to the site.
    """
    used = Greatest(F("date_joined"), Coalesce("last_login", "date_joined"))
    found = User.objects.filter(is_active=True, is_superuser=False).exclude(email="").annotate(used=used)
    return found.filter(used__lt=timezone.now() - since)


def close_idle_accounts() -> None:
    """Warn, and close those warned long enough ago that did not come back."""
    warned_before = timezone.now() - WARNED
    for user in idle_accounts(IDLE - WARNED):
        key = f"idle:{user.pk}:{user.used:%Y%m%d}"
        warned = OutgoingMail.objects.filter(key=key).first()
        if warned is None:
            context = {"name": user.first_name, "url": absolute("/compte/"), "action": "Garder mon compte"}
            queue("account_idle", user.email, context, key=key)
        elif warned.created < warned_before and user.used < timezone.now() - IDLE:
            erase(Person.of(user))


def export_links(person: Person) -> Rows:
    links = SignedLink.objects.filter(email__iexact=person.email) if person.email else SignedLink.objects.none()
    return [
        {"usage": link.purpose, "envoyé le": _day(link.created_at), "expire le": _day(link.expires_at)}
        for link in links
    ]


def erase_links(person: Person) -> None:
    """A link without an expiry to come opens nothing: those of this person are closed as well."""
    if person.email:
        own = SignedLink.objects.filter(email__iexact=person.email)
        own.filter(used_at=None, revoked_at=None).update(revoked_at=timezone.now())
        own.update(email="")


def export_invitations(person: Person) -> Rows:
    sent = Invitation.objects.filter(email__iexact=person.email) if person.email else Invitation.objects.none()
    return [
        {"nom": str(invited), "courriel": invited.email, "rôle": invited.role, "créée le": _day(invited.created_at)}
        for invited in sent
    ]


def erase_invitations(person: Person) -> None:
    if person.email:
        Invitation.objects.filter(email__iexact=person.email).delete()


def export_mails(person: Person) -> Rows:
    mails = OutgoingMail.objects.filter(to__iexact=person.email) if person.email else OutgoingMail.objects.none()
    return [{"objet": mail.subject, "écrit le": _day(mail.created), "état": mail.state.label} for mail in mails]


def erase_mails(person: Person) -> None:
    """Those that wait for their turn do not leave any more."""
    if person.email:
        own = OutgoingMail.objects.filter(to__iexact=person.email)
        own.update(**ERASED_MAIL, next_try=None)


def _day(moment: object) -> str:
    return f"{moment:%Y-%m-%d}" if moment else ""


def register_all() -> None:
    register("Compte", export_account, erase_account, close_idle_accounts)
    register("Versions et actions", export_acts, lambda person: None)
    register("Liens reçus", export_links, erase_links)
    register("Invitations", export_invitations, erase_invitations)
    register("Courriels reçus", export_mails, erase_mails)
