"""The constants of the consultations: in how many commitments each was said, as editors read their passages."""

from django.db.models import Count

from cms.core.public_tree import unrestricted
from cms.taxonomy.models import PUBLIC_STATES, ConsultationConstant
from concertation_pages.models.report import ReportPage
from concertation_pages.models.segments import ReportSegment
from concertation_pages.synthesis.figures import Figure, Row, counted
from concertation_pages.synthesis.keys import FigureKey
from concertation_pages.synthesis.lists import COMMITMENTS, PROPOSALS_URL
from search.addresses import Address

NONE_YET = "aucun passage rattaché à ce jour"
DEFINITION = (
    "Ce que nos sources disent revenir partout, et dans combien d’engagements cela s’est dit. La rédaction y rattache "
    "les passages des comptes rendus un à un : sans passage, une constante n’est pas absente des débats, rien n’y est "
    "encore rattaché."
)


def figure(version: str) -> Figure:
    """A constant without any passage has no number: nobody has looked for it yet."""
    commitments = _commitments()
    rows = [
        _row(slug, label, commitments.get(slug, 0))
        for slug, label in ConsultationConstant.objects.current().values_list("slug", "label")
    ]
    said = "" if commitments else f"{NONE_YET.capitalize()}."
    return Figure(FigureKey.CONSTANTS, DEFINITION, COMMITMENTS.noun, COMMITMENTS.total(version), rows, coverage=said)


def _row(slug: str, label: str, commitments: int) -> Row:
    if not commitments:
        return Row(label, None, NONE_YET, slug)
    return counted(label, commitments, slug, str(Address(PROPOSALS_URL, (("constante", slug),))))


def _commitments() -> dict[str, int]:
    """Slug of a constant to the number of public commitments of which a passage is attached to it."""
    public = unrestricted(ReportPage.objects.filter(commitment__state__in=PUBLIC_STATES))
    tagged = ReportSegment.objects.filter(constant__isnull=False, page__in=public.values("pk")).order_by()
    counts = tagged.values("constant__slug").annotate(commitments=Count("page__commitment", distinct=True))
    return dict(counts.values_list("constant__slug", "commitments"))
