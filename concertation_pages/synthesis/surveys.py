"""The figures that a facet of a list gives: how many items have each of its values, and how many have none."""

from collections.abc import Iterator
from dataclasses import dataclass

from cms.taxonomy.models import ConsultationMethod
from concertation_pages.synthesis.figures import Figure, counted, coverage
from concertation_pages.synthesis.keys import FigureKey
from concertation_pages.synthesis.lists import COMMITMENTS, PROPOSALS, CountedList
from search.catalogue import catalogue
from search.figures import facet_counts

Category = ConsultationMethod.Category
SEVERAL = "Un engagement peut en citer plusieurs."


@dataclass(frozen=True)
class Survey:
    """`category` limits the values to the methods of that category."""

    key: FigureKey
    counting: CountedList
    parameter: str
    definition: str
    category: str = ""


SURVEYS = (
    Survey(
        FigureKey.STATES,
        COMMITMENTS,
        "etat-concertation",
        "L’état d’un engagement découle de ce qui est publié : un début, une contribution, une suite engagée ou "
        "réalisée.",
    ),
    Survey(
        FigureKey.TYPES,
        COMMITMENTS,
        "type-collectivite",
        "La nature juridique des collectivités engagées. Un engagement pris à plusieurs compte dans chaque type.",
    ),
    Survey(FigureKey.PERIMETERS, COMMITMENTS, "perimetre", "À qui la concertation était ouverte."),
    Survey(FigureKey.PUBLICS, COMMITMENTS, "public", f"Les publics que la concertation réunit. {SEVERAL}"),
    Survey(
        FigureKey.RECRUITMENT,
        COMMITMENTS,
        "methode",
        f"Comment les participants ont été choisis. {SEVERAL}",
        Category.RECRUITMENT,
    ),
    Survey(
        FigureKey.FACILITATION,
        COMMITMENTS,
        "methode",
        f"Comment les échanges ont été animés. {SEVERAL}",
        Category.FACILITATION,
    ),
    Survey(
        FigureKey.FORMATS, COMMITMENTS, "methode", f"La forme que la concertation a prise. {SEVERAL}", Category.FORMAT
    ),
    Survey(
        FigureKey.RESTITUTION,
        COMMITMENTS,
        "methode",
        f"Comment les résultats ont été rendus. {SEVERAL}",
        Category.RESTITUTION,
    ),
    Survey(FigureKey.THEMES, PROPOSALS, "theme", "La thématique à laquelle la proposition est rattachée."),
    Survey(FigureKey.AXES, PROPOSALS, "axe", "L’axe du manifeste auquel la proposition est rattachée."),
)


def figures(version: str) -> Iterator[Figure]:
    categories = dict(ConsultationMethod.objects.values_list("slug", "category"))
    for survey in SURVEYS:
        among = {slug for slug, category in categories.items() if category == survey.category}
        yield _figure(survey, among, version)


def _figure(survey: Survey, among: set[str], version: str) -> Figure:
    """The values that have items, in the order of their vocabulary; of nested ones, those that hold no other."""
    counting, parameter = survey.counting, survey.parameter
    counts = facet_counts(parameter, counting.base, version)
    vocabulary = catalogue(version).vocabularies[parameter]
    groups = set(vocabulary.groups.values())
    answers = [
        counted(label, counts[slug], slug, counting.address(parameter, slug))
        for slug, label in vocabulary.labels.items()
        if slug in counts and (slug in among or not survey.category)
        if slug not in groups
    ]
    total = counting.total(version)
    known = counting.total(version, {parameter: [row.slug for row in answers]}) if answers else 0
    said = coverage(counting.noun, known, total)
    return Figure(survey.key, survey.definition, counting.noun, total, answers, known, said)
