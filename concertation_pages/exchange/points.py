"""One row a point of follow-up. Points are only added; each waits for somebody else to accept it."""

from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError
from wagtail.models import Page

from cms.members.models import User
from cms.taxonomy.models import FollowUpStatus
from concertation_pages.exchange.fields import put, said
from concertation_pages.exchange.plan import CellError, Cells, Dataset, Difference, Work, cleaned, same
from concertation_pages.models import StatusChange, TrackedItem
from concertation_pages.tracking.recording import Point, record

PAGE, CODE, POINT = "page", "code", "point"
FIELDS = {
    "etat": "status",
    "date": "as_of",
    "motif": "reason",
    "preuve": "proof_url",
    "qui": "author_name",
    "source": "source",
}
"""Column to field of `StatusChange`."""
SHOWN = {"enregistre-le": "recorded_at", "decision": "decision"}


class Points(Dataset):
    slug = "suites"
    label = "Points de suite"
    columns = {
        PAGE: "adresse de la page sur le site",
        CODE: "P-1… d’un compte rendu, 17… d’un avis",
        POINT: "numéro d’un point déjà enregistré, qui ne se modifie pas ; vide pour en ajouter un",
        "etat": "realisee, engagee, en-reflexion, non-programmee",
        "date": "à la date de : AAAA, AAAA-MM ou AAAA-MM-JJ",
        "motif": "obligatoire pour en-reflexion et non-programmee",
        "preuve": "adresse qui le prouve",
        "qui": "la collectivité ou le document qui le dit",
        "source": "document d’où vient le point",
        "enregistre-le": "donné à l’export, ignoré à l’import",
        "decision": "donnée à l’export, ignorée à l’import",
    }
    keys = (PAGE, CODE, POINT, "etat", "qui")

    def rows(self) -> Iterator[dict[str, str]]:
        changes = StatusChange.objects.select_related("item__page", "status").order_by("pk")
        yield from (cells_of(change) for change in changes)

    def work(self, rows: Sequence[Cells], user: User) -> Work:
        return PointWork(user).read(rows)


def cells_of(change: StatusChange) -> dict[str, str]:
    return {
        PAGE: address(change.item.page),
        CODE: change.item.code,
        POINT: str(change.pk),
        **{column: said(change, name) for column, name in FIELDS.items()},
        "enregistre-le": change.recorded_at.isoformat(timespec="seconds"),
        "decision": change.decision,
    }


def address(page: Page) -> str:
    """Where the page is, below the home page: it names the page whether it is online or not."""
    return "/" + page.url_path.split("/", 2)[2]


class PointWork(Work):
    def __init__(self, user: User) -> None:
        super().__init__(user)
        self.items = {(address(item.page), item.code): item for item in TrackedItem.objects.select_related("page")}
        self.points: list[tuple[TrackedItem, Point]] = []

    def read_row(self, line: int, cells: Cells) -> None:
        item = self.items.get((cells.get(PAGE, ""), cells.get(CODE, "")))
        if item is None:
            raise CellError(CODE, "Cette page n’a pas de proposition ni de préconisation suivie sous ce code.")
        key = f"{cells[PAGE]}, {item.code}"
        if cells.get(POINT):
            _unchanged(item, cells)
            self.note(line, key, is_new=False)
            return
        change = self._built(line, item, cells)
        if change is None:
            return
        if _is_known(change):
            self.note(line, key, is_new=False)
            return
        self.points.append((item, _point(change)))
        told = [Difference(column, "", cleaned(cells[column])) for column in FIELDS if cells.get(column)]
        self.note(line, key, is_new=True, differences=told)

    def _built(self, line: int, item: TrackedItem, cells: Cells) -> StatusChange | None:
        """None when a cell is wrong."""
        change, wrong = StatusChange(item=item), len(self.plan.problems)
        told = {column: cells.get(column, "") for column in FIELDS}
        with self.noting(line):
            if not FollowUpStatus.objects.filter(slug=told["etat"]).exists():
                etat = told.pop("etat")
                raise CellError("etat", f"« {etat} » n’est pas un état connu.")
        for column, text in told.items():
            with self.noting(line):
                put(change, FIELDS[column], column, cleaned(text))
        if len(self.plan.problems) == wrong:
            with self.noting(line):
                _check(change)
        return change if len(self.plan.problems) == wrong else None

    def write(self) -> None:
        for item, point in self.points:
            record(item, point, author=self.user)


def _unchanged(item: TrackedItem, cells: Cells) -> None:
    number = cells[POINT]
    known = StatusChange.objects.filter(pk=number, item=item).first() if number.isdecimal() else None
    if known is None:
        raise CellError(POINT, f"« {number} » n’est pas un point de cette ligne.")
    before = cells_of(known)
    for column in FIELDS:
        if column in cells and not same(before[column], cells[column]):
            raise CellError(column, "Un point enregistré ne se modifie pas : ajoutez-en un, colonne « point » vide.")


def _check(change: StatusChange) -> None:
    try:
        change.clean()
    except ValidationError as error:
        columns = {name: column for column, name in FIELDS.items()}
        name = next(iter(error.message_dict))
        raise CellError(columns[name], " ".join(error.messages)) from error


def _is_known(change: StatusChange) -> bool:
    """Whether the same thing was already said of the same row."""
    told = {name: getattr(change, name) for name in FIELDS.values()}
    return StatusChange.objects.filter(item=change.item, **told).exists()


def _point(change: StatusChange) -> Point:
    return Point(**{name: getattr(change, name) for name in FIELDS.values()})
