"""What a committed territory says in search: one entry, made from its commitment and from its public reports."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from wagtail.models import Page

from cms.core.public_tree import unrestricted
from cms.territories.models import LocalAuthority
from cms.territories.population import bracket_slugs
from search.documents import SearchDocument, body_text, joined, publication_day, tags_of

if TYPE_CHECKING:
    from concertation_pages.models import Commitment, ReportPage

REPORT = "concertation_pages.reportpage"
METHODS = ("recruitment", "facilitation", "formats", "restitution")
RELATIONS = (
    "publics",
    "authorities__authority__authority_type",
    "authorities__authority__department",
    "authorities__authority__region",
    "reports__publics",
    *(f"reports__{name}" for name in METHODS),
    "reports__segments__theme",
    "reports__productions",
    "reports__outcomes",
    "reports__tagged_items__tag",
)
SUMMARY_OF = {REPORT: "reports"}
"""A report that is published, withdrawn, restricted or moved changes the entry of its territory."""
TEXTS = (
    *("title", "summary", "subject", "form", "angles", "expectations", "assistance"),
    *("recruitment_other", "facilitation_other", "frame_changes", "restitution_form"),
    *("leads", "planned_actions", "impacts", "editorial_note"),
)
"""Public fields of a report that hold words; its passages have entries of their own."""


def commitment_document(commitment: "Commitment") -> SearchDocument:
    """Leads to the report when exactly one is public, to the page of the territory otherwise."""
    reports = public_reports(commitment)
    authorities = authorities_of(commitment)
    return SearchDocument(
        kind="concertation",
        title=commitment.name,
        url=reports[0].url if len(reports) == 1 else commitment.get_absolute_url(),
        summary=_summary(reports),
        text=joined(_texts(commitment, authorities, reports)),
        facets=_facets(commitment, authorities, reports),
        card=card_of(commitment.name, authorities)
        | {"side": commitment.get_state_display(), "state": commitment.state},
        date=max([publication_day(report) for report in reports], default=_committed_on(commitment)),
        place=place_of(authorities),
    )


def public_reports(commitment: "Commitment") -> list["ReportPage"]:
    """Those that anybody may read, the first published first."""
    reports = list(commitment.reports.all())
    online = readable(reports)
    return sorted((report for report in reports if report.pk in online), key=_seniority)


def _seniority(report: "ReportPage") -> tuple[str, int]:
    return publication_day(report), report.pk


def readable(pages: Iterable[Page | None]) -> set[int]:
    """Keys of those that anybody may read; one query, none when none is online."""
    live = [page.pk for page in pages if page and page.live and page.url]
    return set(unrestricted(Page.objects.filter(pk__in=live)).values_list("pk", flat=True)) if live else set()


def authorities_of(commitment: "Commitment") -> list[LocalAuthority]:
    """The one that represents it first."""
    return [row.authority for row in commitment.authorities.all()]


def placed_facets(authorities: list[LocalAuthority]) -> dict[str, list[str]]:
    """What the collectivités of a commitment are; a gap is no value. The first one first: lists group by it."""
    types = [authority.authority_type for authority in authorities]
    values = {
        "type-collectivite": {slug for kind in types for slug in (kind.slug, kind.group)},
        "population": {slug for authority in authorities for slug in bracket_slugs(authority.population)},
        "region": {authority.region.slug for authority in authorities if authority.region},
    }
    return stated(values) | {"collectivite": list(dict.fromkeys(authority.slug for authority in authorities))}


def stated(values: dict[str, set[str]]) -> dict[str, list[str]]:
    """Facet parameter to its slugs; what nobody said is absent."""
    return {parameter: sorted(slugs) for parameter, slugs in values.items() if slugs}


def card_of(territory: str, authorities: list[LocalAuthority]) -> dict[str, Any]:
    """Who, when the name of the territory does not say it, and where."""
    names = [authority.name for authority in authorities]
    first = next(iter(authorities), None)
    return {
        "authority": "" if names == [territory] else ", ".join(names),
        "place": str((first and (first.department or first.region)) or ""),
    }


def place_of(authorities: list[LocalAuthority]) -> tuple[float, float] | None:
    return next(filter(None, (authority.coordinates for authority in authorities)), None)


def _committed_on(commitment: "Commitment") -> str:
    """Day, or month or year, of a territory that has not reported yet; empty when no source says it."""
    return commitment.committed_on.iso if commitment.committed_on else ""


def _summary(reports: list["ReportPage"]) -> str:
    """In the words of the only report; the titles when there are several."""
    if len(reports) != 1:
        return " ; ".join(report.title for report in reports)
    [report] = reports
    subject = f"«\u00a0{report.subject}\u00a0»" if report.subject else ""
    return report.listing_summary or report.summary or " : ".join(filter(None, [report.form, subject]))


def _texts(commitment: "Commitment", authorities: list[LocalAuthority], reports: list["ReportPage"]) -> Iterator[Any]:
    for authority in authorities:
        yield from (authority.name, authority.official_name, authority.aliases)
        yield from (authority.authority_type, authority.department, authority.region)
    yield commitment.get_state_display()
    yield from commitment.publics.all()
    yield commitment.note
    for report in reports:
        yield from (getattr(report, name) for name in TEXTS)
        for name in ("publics", *METHODS, "productions", "outcomes"):
            yield from getattr(report, name).all()
        yield body_text(report.body)
        yield from tags_of(report)


def _facets(
    commitment: "Commitment", authorities: list[LocalAuthority], reports: list["ReportPage"]
) -> dict[str, list[str]]:
    publics = [*commitment.publics.all(), *(public for report in reports for public in report.publics.all())]
    methods = (method for report in reports for name in METHODS for method in getattr(report, name).all())
    themes = (segment.theme for report in reports for segment in report.segments.all())
    values = {
        "etat-concertation": {str(commitment.state)},
        "public": {public.slug for public in publics},
        "methode": {method.slug for method in methods},
        "perimetre": {commitment.perimeter, *(report.perimeter for report in reports)} - {""},
        "theme": {theme.slug for theme in themes if theme},
        "tag": {tag.slug for report in reports for tag in tags_of(report)},
    }
    return stated(values) | placed_facets(authorities)
