"""One row a passage of part 3. A passage that the file leaves out stays as it is."""

from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError

from cms.members.models import User
from cms.taxonomy.models import SegmentNature
from concertation_pages.exchange.fields import put, said
from concertation_pages.exchange.pages import REPORT, PageWork, checked_slug, first_message
from concertation_pages.exchange.plan import CellError, Cells, Dataset, Work, cleaned
from concertation_pages.models import ReportPage, ReportSegment

CODE = "code"
FIELDS = {
    "genre": "kind",
    "nature": "nature",
    "texte": "text",
    "verbatim": "verbatim",
    "thematique": "theme",
    "axe": "axis",
    "constante": "constant",
}
"""Column to field of `ReportSegment`."""


class Passages(Dataset):
    slug = "passages"
    label = "Passages des comptes rendus"
    columns = {
        REPORT: "identifiant du compte rendu",
        CODE: "V-1, D-1, P-1… ; vide pour un nouveau passage",
        "genre": "vigilance, diagnostic ou proposition ; ne change pas",
        "nature": ", ".join(SegmentNature.values),
        "texte": "le passage",
        "verbatim": "mots d’un participant, sans son nom",
        "thematique": "identifiant de la thématique",
        "axe": "identifiant de l’axe du manifeste",
        "constante": "identifiant de la constante",
    }
    keys = (REPORT, CODE, "genre", "texte")

    def rows(self) -> Iterator[dict[str, str]]:
        for page in ReportPage.objects.order_by("slug"):
            version = page.get_latest_revision_as_object()
            yield from (cells_of(version, row) for row in version.segments.all())

    def work(self, rows: Sequence[Cells], user: User) -> Work:
        return PassageWork(user).read(rows)


def cells_of(page: ReportPage, row: ReportSegment) -> dict[str, str]:
    return {REPORT: page.slug, CODE: row.code, **{column: said(row, name) for column, name in FIELDS.items()}}


class PassageWork(PageWork):
    def __init__(self, user: User) -> None:
        super().__init__(user)
        self.seen: set[tuple[str, str]] = set()

    def read_row(self, line: int, cells: Cells) -> None:
        slug, code = checked_slug(cells.get(REPORT, "")), cells.get(CODE, "")
        page = self.page(slug)
        if page is None:
            raise CellError(REPORT, f"« {slug} » n’est pas un compte rendu connu.")
        rows = list(page.segments.all())
        known = _named(rows, code, cells) if code else _alike(rows, cells)
        if known and (slug, known.code) in self.seen:
            raise CellError(CODE, f"« {known.code} » de ce compte rendu est déjà dans le fichier.")
        row = known or ReportSegment()
        before = cells_of(page, row) if known else {}
        wrong = len(self.plan.problems)
        differences = self.put_cells(line, row, FIELDS, before, cells)
        if len(self.plan.problems) > wrong:
            return
        if differences:
            _check(row)
            if not known:
                page.segments.add(row)
            self.change(page)
        if known:
            self.seen.add((slug, known.code))
        self.note(line, f"{slug}, {code or 'nouveau'}", is_new=not known, differences=differences)

    def put(self, holder: ReportSegment, column: str, text: str) -> None:
        put(holder, FIELDS[column], column, text)


def _named(rows: Sequence[ReportSegment], code: str, cells: Cells) -> ReportSegment:
    found = next((row for row in rows if row.code == code), None)
    if found is None:
        raise CellError(CODE, f"« {code} » n’est pas un passage de ce compte rendu ; vide pour en créer un.")
    if cells.get("genre") != found.kind:
        raise CellError("genre", "Le genre d’un passage ne change pas : son code en vient.")
    return found


def _alike(rows: Sequence[ReportSegment], cells: Cells) -> ReportSegment | None:
    """The passage that this row has already created."""
    text = cleaned(cells.get("texte", ""))
    return next((row for row in rows if row.kind == cells.get("genre") and cleaned(row.text) == text), None)


def _check(row: ReportSegment) -> None:
    for column in ("genre", "texte"):
        if not getattr(row, FIELDS[column]):
            raise CellError(column, "Cette réponse manque.")
    try:
        row.clean()
    except ValidationError as error:
        raise CellError("nature", first_message(error)) from error
