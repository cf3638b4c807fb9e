"""What the site keeps about a person: every application that keeps something registers here how to hand it over, erase
it, and forget it in time.

Durations, stated where each is applied: an account unused for 24 months is closed after a warning; who read an annex
and who asked for an exchange, 12 months; a contact, 12 months after the end of the agreement; mails, 30 days; the
recipient of a signed link, 12 months; an alert, 7 days until it is confirmed, then 24 months and a question; a
follow, the same 7 days, then 24 months; who answers for a consultation, 12 months after its campaign.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import models, transaction

from cms.members.models import User

logger = logging.getLogger(__name__)

Kept = TypeVar("Kept", bound=models.Model)

Rows = list[dict[str, Any]]
"""What is kept, one dictionary a thing; keys are French, values can be written in JSON."""


@dataclass(frozen=True)
class Person:
    """Whom a request is about: an address, and the account that has it, if any."""

    email: str
    user: User | None = None

    @classmethod
    def named(cls, email: str) -> "Person":
        address = email.strip()
        return cls(address, User.objects.filter(email__iexact=address).first() if address else None)

    @classmethod
    def of(cls, user: User) -> "Person":
        return cls(user.email, user)


@dataclass(frozen=True)
class Keeper:
    """`export(person)` lists what is kept; `erase(person)` deletes it or cuts it from the person; `forget()` removes
    what is too old, of everybody. The last two open no transaction of their own.
    """

    export: Callable[[Person], Rows]
    erase: Callable[[Person], None]
    forget: Callable[[], None] | None = None


@dataclass(frozen=True)
class Explanation:
    """A part of the public page about personal data, written by what keeps them: `template` is shown with `values`."""

    template: str
    values: Mapping[str, Any]


_keepers: dict[str, Keeper] = {}
_explanations: list[Explanation] = []


def register(
    name: str,
    export: Callable[[Person], Rows],
    erase: Callable[[Person], None],
    forget: Callable[[], None] | None = None,
) -> None:
    """`name` is the French heading under which the person reads it."""
    _keepers[name] = Keeper(export, erase, forget)


def explain(template: str, **values: Any) -> None:
    """Add a part to the public page; durations are those of the code, given in `values`."""
    _explanations.append(Explanation(template, values))


def explanations() -> Sequence[Explanation]:
    return tuple(_explanations)


def registered() -> Mapping[str, Keeper]:
    return dict(_keepers)


def export(person: Person) -> dict[str, Rows]:
    """Everything kept about the person, by heading; headings without anything are left out."""
    found = {name: keeper.export(person) for name, keeper in _keepers.items()}
    return {name: rows for name, rows in found.items() if rows}


def erase(person: Person) -> None:
    """Everything or nothing. The account itself, whose key the others look for, is the last."""
    with transaction.atomic():
        for keeper in reversed(_keepers.values()):
            keeper.erase(person)


def forget() -> None:
    """Remove what is too old, each kind in its own transaction; the worker does it once a day."""
    for keeper in _keepers.values():
        if keeper.forget:
            with transaction.atomic():
                keeper.forget()


def each(rows: Iterable[Kept], step: Callable[[Kept], None]) -> None:
    """Forget them one by one: one that fails waits for the next time, and holds no other."""
    for row in rows:
        try:
            with transaction.atomic():
                step(row)
        except Exception:
            logger.exception("%s %s could not be forgotten", row._meta.label, row.pk)
