"""What somebody answers for a collectivité that volunteers, on one page."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django import forms

from cms.core.accepting import AcceptingForm


def digest_of(terms: Sequence[str]) -> str:
    """Changes with any of these words; held by the form that shows them."""
    return hashlib.sha256("\n".join(terms).encode()).hexdigest()[:32]


class VolunteerForm(AcceptingForm):
    """`asked`: what is accepted, a sentence each."""

    accepting = ("terms",)

    terms = forms.BooleanField(
        label="Au nom de la collectivité, j’accepte ce qui précède",
        error_messages={"required": "La demande ne peut être reçue sans cet accord."},
    )

    def __init__(self, *args: Any, asked: Sequence[str], **kwargs: Any) -> None:
        use = "Elle reçoit le lien qui confirme, puis la réponse. Elle n’est jamais publiée."
        super().__init__(*args, digest=digest_of(asked), email_use=use, **kwargs)
        self.asked = asked
