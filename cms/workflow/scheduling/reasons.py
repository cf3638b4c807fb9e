"""Why a version could not go online, for whoever has to mend it."""

from django.core.exceptions import PermissionDenied, ValidationError


def reason_of(error: Exception) -> str:
    """The end of « X n’a pas pu être publiée : … », without a full stop. What is our fault is in the log."""
    if isinstance(error, ValidationError):
        return " ".join(message.rstrip(".") for message in error.messages)
    if isinstance(error, PermissionDenied):
        return "cette version n’a pas été approuvée"
    return f"erreur technique ({type(error).__name__}), détaillée dans le journal du serveur"
