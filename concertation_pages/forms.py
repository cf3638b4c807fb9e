"""What the editor of the pages of consultations refuses."""

from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm

from cms.taxonomy.choices import offer_active_terms
from search.documents import rich_text


def words(html: str) -> str:
    """A text without its layout: what somebody who accepted it has read."""
    return " ".join(rich_text(html or "").split())


class CampaignForm(WagtailAdminPageForm):
    """The editor of a campaign. A draft may be incoherent; what is sent to review may not."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.is_deferred_validation:
            self.check_window(cleaned)
            if self.formsets["commitments"].is_valid():
                self.check_charter(cleaned)
                self.check_sentences(cleaned)
        return cleaned

    def sentences(self) -> list[str]:
        """The commitments asked, as they are typed and in the order that they will be read."""
        rows = [form.cleaned_data for form in self.formsets["commitments"].ordered_forms]
        return [words(row["text"]) for row in rows if row.get("text")]

    def check_sentences(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("opens_on") and not self.sentences():
            self.add_error("opens_on", "Écrivez au moins un engagement demandé : c’est lui que l’on accepte.")

    def check_window(self, cleaned: dict[str, Any]) -> None:
        opens_on, closes_on = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens_on and closes_on and closes_on.last_day < opens_on:
            self.add_error("closes_on", "La fermeture ne peut pas précéder l’ouverture.")

    def check_charter(self, cleaned: dict[str, Any]) -> None:
        """Whoever accepted a version must be able to tell which: other words are another version."""
        version, text = cleaned.get("charter_version"), words(cleaned.get("charter_text", ""))
        if version is None:
            return
        if text and not version:
            self.add_error("charter_version", "Une charte qui a un texte porte au moins le numéro de version 1.")
        elif version and not text:
            self.add_error("charter_text", "Donnez le texte de cette version de la charte.")
        else:
            self._check_next_version(version, text)

    def _check_next_version(self, version: int, text: str) -> None:
        online = type(self.instance).objects.live().filter(pk=self.instance.pk).first()
        if online is None:
            return
        if version < online.charter_version:
            self.add_error("charter_version", f"La version en ligne est la {online.charter_version}.")
        elif version == online.charter_version and self._has_other_words(online, text):
            self.add_error(
                "charter_version",
                f"Le texte de la charte ou un engagement change : la version passe à {online.charter_version + 1}.",
            )

    def _has_other_words(self, online: Any, text: str) -> bool:
        """Without a charter there is no other version than 0: whoever accepted keeps the sentences that he read."""
        if not online.charter_version:
            return False
        asked = [words(row.text) for row in online.commitments.all()]
        return text != words(online.charter_text) or self.sentences() != asked


class ReportForm(WagtailAdminPageForm):
    """The editor of a report: a term that is no longer offered stays where it is. Only a public territory reports."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_active_terms(self)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        commitment = cleaned.get("commitment")
        if commitment and not commitment.is_public and not self.is_deferred_validation:
            state = commitment.get_state_display()
            self.add_error("commitment", f"Cet engagement n’est pas public ({state}) : la rédaction le valide d’abord.")
        return cleaned
