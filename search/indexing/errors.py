"""What keeps an index from being written, in words that hold nothing of a document nor of a visitor."""

import re
from collections.abc import Mapping
from typing import Any

from elasticsearch import ApiError, SerializationError, TransportError

FIELD = re.compile(r"(?:field|introduction of) \[([\w.@-]{1,60})\]")


class IndexUnavailableError(Exception):
    """Nothing can be written for now: to be tried again later. Its text is French and may be shown."""


class ClaimLostError(IndexUnavailableError):
    """Another process writes by now: this one was too slow, or stopped for a while."""

    def __init__(self) -> None:
        super().__init__("Un autre processus écrit dans l’index.")


OUTAGES = (IndexUnavailableError, TransportError, ApiError, SerializationError, ValueError)
"""Whatever Elasticsearch or the way to it may do. ValueError: the address of a node is no address."""


def described(error: Exception) -> str:
    """In French, without the content of a document, which the text of an error may quote."""
    if isinstance(error, IndexUnavailableError):
        return str(error)
    if isinstance(error, ApiError):
        return f"Elasticsearch répond {error.status_code} ({_kind(error.body)})."
    if isinstance(error, ValueError):
        return "ELASTICSEARCH_URL n’est pas une suite d’adresses avec schéma et port."
    return f"Elasticsearch ne répond pas ({type(error).__name__})."


def refusal(error: Mapping[str, Any]) -> str:
    """Why one document was refused: the kinds of the errors and the field, never the value."""
    kinds = [str(error.get("type", "erreur"))]
    if cause := error.get("caused_by"):
        kinds.append(str(cause.get("type", "erreur")))
    field = FIELD.search(str(error.get("reason", "")))
    said = " : ".join(kinds)
    return f"{said}, champ « {field[1]} »" if field else said


def _kind(body: Any) -> str:
    error = body.get("error", {}) if isinstance(body, Mapping) else {}
    return str(error.get("type", "erreur")) if isinstance(error, Mapping) else "erreur"
