"""A territory is told what was linked to the manifesto in its name, once it is online."""

from typing import Any
from urllib.parse import urlencode

from cms.core.content_version import current_version
from cms.core.mail import absolute, queue
from cms.members.roles import CONTRIBUTEUR, holders_of
from cms.workflow.models import last_publication
from cms.workflow.signals import Kind, Step
from cms.workflow.working_links import public_link
from home.evidence.documents import address_of, cited_entry, cited_passage, quotable_texts
from home.evidence.quotation import is_in
from home.evidence.rewording import links_to, reworded
from home.evidence.voices import target_of
from home.models import EvidencePage, ManifestoChapterPage
from search.principles import principles


def tell_territory(sender: Any, step: Step, **kwargs: Any) -> None:
    """Receiver of `step_taken`: each publication is told once to each address."""
    page = step.page.specific
    if step.kind is not Kind.PUBLISHED or not isinstance(page, EvidencePage):
        return
    target = target_of(page)
    if target is None:
        return
    publication = last_publication(page)
    known = principles(current_version()).get(page.principle_code)
    _tell(target, _said(page, known.statement if known else ""), f"preuve:{page.pk}:{publication and publication.pk}")


def tell_of_rewording(sender: Any, step: Step, **kwargs: Any) -> None:
    """Receiver of `step_taken`: what is said in the name of a territory changes with the principle it is linked to."""
    page = step.page.specific
    if step.kind is not Kind.PUBLISHED or not isinstance(page, ManifestoChapterPage):
        return
    before, publication = reworded(step.revision), last_publication(page)
    now = dict(page.principles.values_list("code", "statement"))
    for link in links_to(before):
        target = target_of(link)
        if target and is_in(link.quotation, *quotable_texts(target, link.target_anchor)):
            said = _said(link, now[link.principle_code], before[link.principle_code])
            _tell(target, said, f"preuve:{link.pk}:principe:{publication and publication.pk}")


def _tell(target: Any, context: dict[str, Any], key: str) -> None:
    for event, email in readers(target).items():
        queue("evidence_published", email, context, key=f"{event}:{key}")


def readers(target: Any) -> dict[str, str]:
    """What the key of a mail begins with, to its address; an address once, whatever it is known as."""
    contributors: Any = holders_of(CONTRIBUTEUR).filter(memberships__authority__in=target.named_authorities())
    known: dict[str, str] = {f"compte:{user.pk}": user.email for user in contributors.exclude(email="")}
    told = {email.lower() for email in known.values()}
    return known | {event: email for event, email in target.speaking_addresses().items() if email.lower() not in told}


def _said(page: EvidencePage, statement: str, before: str = "") -> dict[str, Any]:
    """`statement` is what the principle says, `before` what it said until now if it changes."""
    url = public_link(page)
    return {
        "evidence": page,
        "statement": statement,
        "before": before,
        "nature": page.get_nature_display(),
        "url": url,
        "action": "Voir cette preuve",
        "contest_url": f"{url}signaler/?{urlencode({'passage': page.title[:200]})}",
        "target_url": _target_link(page),
    }


def _target_link(page: EvidencePage) -> str:
    target = page.target
    entry = cited_entry(target.pk, page.target_anchor) if target else None
    address = address_of(entry, cited_passage(target, page.target_anchor)) if target and entry else page.target_url
    return absolute(address) if address.startswith("/") else address
