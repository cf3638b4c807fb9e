"""The kinds of public content, and how each is named on cards, on tabs and in the headings of lists."""

from typing import NamedTuple

from django.utils.formats import number_format


class Noun(NamedTuple):
    """What is listed, in words: « 2 fiches trouvées », « Aucun résultat »."""

    singular: str
    plural: str
    feminine: bool = True

    def counted(self, number: int) -> str:
        if not number:
            return f"{'Aucune' if self.feminine else 'Aucun'} {self.singular}"
        return f"{number_format(number, force_grouping=True)} {self.singular if number == 1 else self.plural}"

    def found(self, number: int) -> str:
        participle = f"trouvé{'e' if self.feminine else ''}{'s' if number > 1 else ''}"
        return f"{self.counted(number)} {participle}"


class Kind(NamedTuple):
    """`label` is written on a card, `tab` on the link to all items of the kind."""

    label: str
    tab: str
    noun: Noun


KINDS: dict[str, Kind] = {
    "fiche": Kind("Fiche", "Fiches", Noun("fiche", "fiches")),
    "charte": Kind(
        "Charte ou stratégie", "Chartes et stratégies", Noun("charte ou stratégie", "chartes et stratégies")
    ),
    "concertation": Kind("Concertation", "Concertations", Noun("territoire", "territoires", feminine=False)),
    "proposition": Kind("Proposition", "Propositions", Noun("proposition", "propositions")),
    "constat": Kind("Constat", "Constats", Noun("constat", "constats", feminine=False)),
    "avis": Kind("Avis citoyen", "Avis citoyens", Noun("avis citoyen", "avis citoyens", feminine=False)),
    "recommandation": Kind("Préconisation", "Préconisations", Noun("préconisation", "préconisations")),
    "preuve": Kind("Preuve du manifeste", "Preuves du manifeste", Noun("preuve", "preuves")),
    "ressource": Kind("Ressource", "Ressources", Noun("ressource", "ressources")),
    "publication": Kind("Publication", "Publications", Noun("publication", "publications")),
    "communique": Kind("Communiqué", "Communiqués", Noun("communiqué", "communiqués", feminine=False)),
    "evenement": Kind("Événement", "Événements", Noun("événement", "événements", feminine=False)),
    "elu": Kind("Élu", "Élus", Noun("élu", "élus", feminine=False)),
    "acteur": Kind("Acteur", "Acteurs", Noun("acteur", "acteurs", feminine=False)),
    "solution": Kind("Solution", "Solutions", Noun("solution", "solutions")),
    "chapitre": Kind("Manifeste", "Manifeste", Noun("passage du manifeste", "passages du manifeste", feminine=False)),
    "collectivite": Kind("Collectivité", "Collectivités", Noun("collectivité", "collectivités")),
    "page": Kind("Page", "Pages", Noun("page", "pages")),
}
"""By slug, in the order of the tabs."""
LIBRARY = ("fiche", "charte")
"""Kinds that the library lists, the main one first."""
SEGMENTS = ("proposition", "constat")
"""Passages of the reports of consultations; a « constat » is a point of vigilance or a diagnosis."""
UNDATED = frozenset({"acteur", "solution", "collectivite"})
"""Rows of registers: they have no day of publication to be sorted by."""
MIXED = Noun("contenu", "contenus", feminine=False)
