"""The facets of the site, in the order of the pages. Adding one is one entry of `FACETS`.

A document carries, for each parameter, the slugs it answers to (`SearchDocument.facets`); « type » is its kind. Values
of one facet are alternatives (OR), facets restrict one another (AND), and the counts of a facet ignore its own choice.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from cms.taxonomy.models import (
    ActorNature,
    AssociatedPublic,
    Audience,
    AuthorityType,
    CharterDomain,
    CharterNature,
    CharterState,
    ConsultationConstant,
    ConsultationMethod,
    ConsultationState,
    EvidenceNature,
    FollowUpStatus,
    Maturity,
    Perimeter,
    ResourceLanguage,
    ResourceLevel,
    ResourcePrice,
    ResourceStage,
    ResourceType,
    Tag,
    Technique,
    Term,
    Theme,
)
from cms.territories.models import LocalAuthority, Region
from search import vocabularies
from search.kinds import SEGMENTS
from search.vocabularies import Read

KIND = "type"
OUTCOME = "issue-de-concertation"
WHOLE_SITE = ""
"""Main kind of a listing that is not limited to some kinds."""


@dataclass(frozen=True)
class Facet:
    """One way to narrow a listing, under one parameter of the query string."""

    parameter: str
    label: str
    """Its own: lists of several kinds, and their files, have several of them side by side."""
    read: Read
    """Labels as they are now; called once per version of the content."""
    model: type[models.Model] | None = None
    """Where the labels are edited."""
    register: bool = False
    """The table is too long to be read whole: `read` answers for the values that it is given."""
    kinds: frozenset[str] = frozenset()
    """Kinds of content that carry it; empty for all of them."""
    shown_in: frozenset[str] = frozenset()
    """Main kinds of the listings that show it beside their results; the others offer it on `…/filtres/`."""
    open: bool = False
    exhaustive: bool = False
    """Values without any result stay visible: a vocabulary short enough to be learnt."""
    by_count: bool = False
    """Most frequent values first, instead of the order of the vocabulary."""

    def belongs_to(self, base: Mapping[str, Sequence[str]]) -> bool:
        """Whether a listing limited to `base` can be narrowed by this facet."""
        return len(base.get(self.parameter, ())) != 1 and self.is_of(base)

    def is_of(self, base: Mapping[str, Sequence[str]]) -> bool:
        """Whether a kind of a listing limited to `base` carries it."""
        return not self.kinds or KIND not in base or not self.kinds.isdisjoint(base[KIND])


def _terms(parameter: str, label: str, model: type[Term], **options: Any) -> Facet:
    return Facet(parameter, label, vocabularies.terms(model), model, **options)


def _resource(parameter: str, label: str, enumeration: type[models.TextChoices]) -> Facet:
    """One of the short closed lists that describe a resource."""
    return Facet(parameter, label, vocabularies.choices(enumeration), kinds=RESOURCES, shown_in=RESOURCES)


def _register(parameter: str, label: str, model: Any, **options: Any) -> Facet:
    return Facet(parameter, label, vocabularies.register(model), model, register=True, by_count=True, **options)


def _cartography(kind: str, label: str) -> Facet:
    """The fiches that use an item of a register; its values are the items that at least one public fiche uses."""
    return Facet(kind, label, vocabularies.entries(kind), register=True, by_count=True, kinds=frozenset({"fiche"}))


FICHES, CHARTERS, CARTOGRAPHY = frozenset({"fiche"}), frozenset({"charte"}), frozenset({"acteur", "solution"})
SOLUTIONS = frozenset({"solution"})
LIBRARY = FICHES | {WHOLE_SITE}
CONSULTATIONS, PASSAGES = frozenset({"concertation"}), frozenset(SEGMENTS)
RESOURCES = frozenset({"ressource"})
OPINIONS = frozenset({"avis", "recommandation"})
EVIDENCE = frozenset({"preuve"})
NEWS, PUBLICATIONS, PEOPLE = frozenset({"communique", "evenement"}), frozenset({"publication"}), frozenset({"elu"})
PLACED = FICHES | CHARTERS | CARTOGRAPHY | CONSULTATIONS | PASSAGES | OPINIONS | EVIDENCE | {"collectivite"}
"""Kinds that belong to a territory."""

FACETS: tuple[Facet, ...] = (
    _terms("nature", "Nature du texte", CharterNature, kinds=CHARTERS, shown_in=CHARTERS, open=True),
    _terms("etat", "État du texte", CharterState, kinds=CHARTERS, shown_in=CHARTERS, open=True),
    Facet(
        "etat-concertation",
        "État de la concertation",
        vocabularies.choices(ConsultationState),
        kinds=CONSULTATIONS,
        shown_in=CONSULTATIONS,
        open=True,
    ),
    Facet(
        "nature-passage",
        "Nature du passage",
        vocabularies.segment_natures,
        kinds=PASSAGES,
        shown_in=PASSAGES,
        open=True,
    ),
    Facet(
        "suite",
        "Ce que c’est devenu",
        vocabularies.follow_up,
        FollowUpStatus,
        kinds=PASSAGES | OPINIONS,
        shown_in=PASSAGES | OPINIONS,
        open=True,
    ),
    _terms("nature-acteur", "Nature d’acteur", ActorNature, kinds=CARTOGRAPHY, shown_in=CARTOGRAPHY, open=True),
    Facet(
        "pays-editeur",
        "Pays de l’éditeur",
        vocabularies.publisher_countries,
        kinds=SOLUTIONS,
        shown_in=SOLUTIONS,
        by_count=True,
    ),
    _terms(
        "theme",
        "Thématique",
        Theme,
        kinds=FICHES | CARTOGRAPHY | CONSULTATIONS | PASSAGES | EVIDENCE | PUBLICATIONS,
        shown_in=LIBRARY | CARTOGRAPHY | PASSAGES,
        open=True,
        exhaustive=True,
    ),
    Facet(
        "type-collectivite",
        "Type de collectivité",
        vocabularies.authority_types,
        AuthorityType,
        kinds=PLACED,
        shown_in=LIBRARY | CHARTERS | CARTOGRAPHY | CONSULTATIONS | {"collectivite"},
        open=True,
    ),
    _terms("type-ressource", "Type de ressource", ResourceType, kinds=RESOURCES, shown_in=RESOURCES, open=True),
    _terms(
        "public",
        "Public associé",
        AssociatedPublic,
        kinds=CONSULTATIONS | RESOURCES,
        shown_in=CONSULTATIONS | RESOURCES,
    ),
    _resource("niveau", "Niveau", ResourceLevel),
    _resource("prix", "Prix", ResourcePrice),
    _resource("etape", "Étape", ResourceStage),
    _resource("langue", "Langue", ResourceLanguage),
    _terms("methode", "Méthode", ConsultationMethod, kinds=CONSULTATIONS, shown_in=CONSULTATIONS),
    Facet(
        "perimetre",
        "Périmètre",
        vocabularies.choices(Perimeter),
        kinds=CONSULTATIONS,
        exhaustive=True,
    ),
    Facet(
        "axe",
        "Axe du manifeste",
        vocabularies.entries("chapitre"),
        register=True,
        kinds=FICHES | CHARTERS | PASSAGES | OPINIONS | EVIDENCE | {"chapitre", "publication", "page"},
        shown_in=PASSAGES | EVIDENCE,
    ),
    Facet(
        "nature-preuve",
        "Nature de la preuve",
        vocabularies.choices(EvidenceNature),
        kinds=EVIDENCE,
        shown_in=EVIDENCE,
        open=True,
        exhaustive=True,
    ),
    Facet("principe", "Principe", vocabularies.principles, kinds=EVIDENCE, shown_in=EVIDENCE, open=True),
    Facet("trouvee-dans", "Trouvée dans", vocabularies.kinds, kinds=EVIDENCE, shown_in=EVIDENCE),
    _terms("constante", "Constante", ConsultationConstant, kinds=PASSAGES, shown_in=PASSAGES),
    _terms("cible", "Cible", Audience, kinds=FICHES, shown_in=LIBRARY, open=True),
    _terms("maturite", "Maturité", Maturity, kinds=FICHES | SOLUTIONS, shown_in=LIBRARY),
    _terms("technique", "Technique", Technique, kinds=FICHES, shown_in=LIBRARY, by_count=True),
    _terms("domaine", "Domaine", CharterDomain, kinds=CHARTERS, shown_in=CHARTERS),
    Facet(
        "region",
        "Région",
        vocabularies.regions,
        Region,
        kinds=PLACED,
        shown_in=LIBRARY | CHARTERS | CARTOGRAPHY | CONSULTATIONS | PASSAGES | {"collectivite"},
        by_count=True,
    ),
    Facet("population", "Population", vocabularies.populations, kinds=PLACED),
    Facet("moyens", "Moyens", vocabularies.means, kinds=FICHES),
    Facet(
        "annee",
        "Année",
        vocabularies.years,
        kinds=FICHES | CHARTERS | OPINIONS | PASSAGES | NEWS | PUBLICATIONS,
        shown_in=CHARTERS | OPINIONS | NEWS | PUBLICATIONS,
    ),
    Facet(OUTCOME, "Issue d’une concertation", vocabularies.known, kinds=CHARTERS),
    _register("collectivite", "Collectivité", LocalAuthority, kinds=PLACED | PEOPLE),
    _register("tag", "Mot-clé", Tag),
    _cartography("acteur", "Acteur"),
    _cartography("solution", "Solution"),
    Facet(KIND, "Type de contenu", vocabularies.kinds),
)


def main_kind(base: Mapping[str, Sequence[str]]) -> str:
    """The first kind of a listing."""
    return next(iter(base.get(KIND, ())), WHOLE_SITE)


def facets_of(base: Mapping[str, Sequence[str]]) -> list[Facet]:
    """All that can narrow this listing, first those that it shows."""
    main = main_kind(base)
    return sorted((facet for facet in FACETS if facet.belongs_to(base)), key=lambda facet: main not in facet.shown_in)


def shown_facets(base: Mapping[str, Sequence[str]]) -> list[Facet]:
    """Those shown beside the results."""
    return [facet for facet in facets_of(base) if main_kind(base) in facet.shown_in]
