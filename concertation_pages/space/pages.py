"""What the pages of the space have in common: their frame, and what was just done."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from concertation_pages.commitment.receipt import Signatory
from concertation_pages.space.access import Space
from concertation_pages.space.status import others_told

KNOWING = ("home", "section")
"""Pages that say what the commitment is."""
DONE = "fait"
"""Parameter of the address that says what was just done: no session, no cookie."""
SAID = {
    "enregistre": "Vos réponses sont enregistrées.",
    "retire": "La ligne est retirée. Vous pouvez la remettre.",
    "remis": "La ligne est remise.",
    "deplace": "La ligne est déplacée.",
    "commence": "Le compte rendu est commencé : la partie 1 reprend ce que dit votre engagement.",
    "envoye": "Le compte rendu est envoyé. Vous recevrez la réponse des relecteurs par courriel.",
    "deja-envoye": "Ce compte rendu est déjà en relecture.",
    "repris": "Le compte rendu n’est plus en relecture : vous pouvez le modifier.",
    "invite": "Un lien part à l’adresse que vous avez donnée.",
    "retirees": "Les invitations sans réponse sont retirées : leurs liens n’ouvrent plus rien.",
    "supprime": "Le compte rendu est supprimé.",
    "choisi": "Votre choix est enregistré.",
}


def show(request: HttpRequest, space: Space, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    said = SAID.get(request.GET.get(DONE, ""), "") if request.method != "POST" else ""
    whole = {"space": space, "commitment": space.commitment, "said": said, **context}
    if name in KNOWING:
        authorities = space.commitment.authorities.select_related("authority")
        whole["authorities"] = [Signatory.of(row.authority) for row in authorities]
        whole["others"] = others_told(space.referent)
    return render(request, f"pages/concertation_pages/space/{name}.html", whole, status=status)


def refused(request: HttpRequest, space: Space, message: str, back: str) -> HttpResponse:
    """What could not be done, and the way back; nothing was changed."""
    return show(request, space, "refused", {"title": "Ce n’est pas possible", "message": message, "back": back}, 409)


def done(address: str, what: str, anchor: str = "") -> HttpResponse:
    return redirect(f"{address}?{DONE}={what}{anchor and f'#{anchor}'}")
