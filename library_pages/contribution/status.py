"""Where each contribution is, in the words of its author, and what he can do next."""

from collections.abc import Mapping

from cms.workflow.situations import Status

EXPLAINED: Mapping[Status, str] = {
    Status.CHANGES: "La relecture demande des modifications. Corrigez la fiche, puis soumettez-la de nouveau.",
    Status.REFUSED: "La relecture n’a pas retenu cette version. Vous pouvez la reprendre et la soumettre de nouveau.",
    Status.DRAFT: "Personne ne la relit encore. Complétez-la, puis soumettez-la.",
    Status.LIVE_CHANGED: "La version en ligne ne change pas tant que vos modifications ne sont pas soumises puis "
    "approuvées.",
    Status.IN_REVIEW: "La relecture la lit. Elle ne peut pas être modifiée d’ici là, sauf si vous la retirez.",
    Status.SCHEDULED: "Elle est approuvée : elle sera mise en ligne à la date prévue.",
    Status.LIVE: "Tout le monde peut la lire.",
    Status.ARCHIVED: "Elle n’est plus en ligne. Vous pouvez la reprendre et la soumettre de nouveau.",
}
