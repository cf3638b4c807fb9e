"""One row a report: its answers to the questionnaire. Speakers, whose names need their agreement, are in no file."""

from collections.abc import Iterator, Sequence
from typing import Any

from cms.members.models import User
from concertation_pages.exchange.fields import put, said
from concertation_pages.exchange.pages import REPORT, PageWork, checked_slug
from concertation_pages.exchange.plan import CellError, Cells, Dataset, Work, same
from concertation_pages.models import Commitment, ReportPage, ReportProduction
from concertation_pages.space.checking import refusals
from concertation_pages.space.choices import Vocabularies
from concertation_pages.space.questionnaire import SECTIONS, Question

TERRITORY, AUTHOR, PRODUCTIONS = "territoire", "auteur", "productions"
FIELDS = {
    "titre": "title",
    "resume": "summary",
    "contribution": "is_contribution",
    "debut-prevu": "planned_start",
    "debut-reel": "actual_start",
    "publics": "publics",
    "perimetre": "perimeter",
    "amo": "has_assistance",
    "amo-laquelle": "assistance",
    "intervenants": "has_speakers",
    "angles": "angles",
    "attentes": "expectations",
    "recrutement": "recruitment",
    "recrutement-autre": "recruitment_other",
    "animation": "facilitation",
    "animation-autre": "facilitation_other",
    "formes": "formats",
    "forme": "form",
    "consigne": "subject",
    "cadre-a-evolue": "frame_changed",
    "evolution-du-cadre": "frame_changes",
    "restitution": "restitution",
    "forme-de-restitution": "restitution_form",
    "pleniere": "has_plenary",
    "fin-prevue": "planned_end",
    "fin-reelle": "actual_end",
    "sequences": "sequence_count",
    "heures": "sequence_hours",
    "participants": "participants",
    "pistes": "leads",
    "suite-engagee": "follow_up",
    "actions-envisagees": "planned_actions",
    "impacts": "impacts",
    "reserves": "editorial_note",
}
"""Column to field of `ReportPage`."""
ASKED = {asked.name: asked.label for section in SECTIONS for asked in section.asked if isinstance(asked, Question)}
COLUMN_OF = {name: column for column, name in FIELDS.items()}
BETWEEN = " | "


def _label(name: str) -> str:
    field: Any = ReportPage._meta.get_field(name)
    return ASKED.get(name) or str(field.verbose_name)


class Reports(Dataset):
    slug = "comptes-rendus"
    label = "Comptes rendus"
    columns = {
        REPORT: "identifiant : dernière partie de son adresse",
        TERRITORY: "identifiant de l’engagement",
        AUTHOR: "identifiant du compte qui l’a créé ; vide pour un nouveau, c’est le vôtre",
        **{column: _label(name) for column, name in FIELDS.items()},
        PRODUCTIONS: "une par ligne : titre | adresse",
    }
    keys = (REPORT, TERRITORY)

    def rows(self) -> Iterator[dict[str, str]]:
        for page in ReportPage.objects.select_related("owner", "commitment").order_by("slug"):
            yield cells_of(page.get_latest_revision_as_object())

    def work(self, rows: Sequence[Cells], user: User) -> Work:
        return ReportWork(user).read(rows)


def cells_of(page: ReportPage) -> dict[str, str]:
    return {
        REPORT: page.slug,
        TERRITORY: page.commitment.slug,
        AUTHOR: page.owner.get_username() if page.owner else "",
        **{column: said(page, name) for column, name in FIELDS.items()},
        PRODUCTIONS: "\n".join(f"{row.title}{BETWEEN}{row.url}".strip() for row in page.productions.all()),
    }


class ReportWork(PageWork):
    def __init__(self, user: User) -> None:
        super().__init__(user)
        self.seen: set[str] = set()
        self.vocabularies = Vocabularies()

    def read_row(self, line: int, cells: Cells) -> None:
        slug = checked_slug(cells.get(REPORT, ""))
        if slug in self.seen:
            raise CellError(REPORT, f"« {slug} » est déjà dans le fichier.")
        self.seen.add(slug)
        known = self.page(slug)
        page = known or self._new(slug, cells)
        before = cells_of(page) if known else {}
        if known:
            _unchanging(before, cells)
        wrong = len(self.plan.problems)
        differences = self.put_cells(line, page, {**FIELDS, PRODUCTIONS: PRODUCTIONS}, before, cells)
        if len(self.plan.problems) > wrong:
            return
        if differences or not known:
            self._check(line, page)
            self.change(page)
        self.note(line, slug, is_new=not known, differences=differences)

    def _new(self, slug: str, cells: Cells) -> ReportPage:
        commitment = Commitment.objects.filter(slug=cells.get(TERRITORY, "")).first()
        if commitment is None:
            raise CellError(TERRITORY, f"« {cells.get(TERRITORY, '')} » n’est pas un engagement connu.")
        if not cells.get("titre"):
            raise CellError("titre", "Un nouveau compte rendu a un titre.")
        name = cells.get(AUTHOR, "")
        owner = User.objects.filter(username=name).first() if name else self.user
        if owner is None:
            raise CellError(AUTHOR, f"« {name} » n’est pas un compte connu.")
        return ReportPage(slug=slug, commitment=commitment, owner=owner, content_owner=owner)

    def put(self, holder: ReportPage, column: str, text: str) -> None:
        if column == PRODUCTIONS:
            _put_productions(holder, text)
        else:
            put(holder, FIELDS[column], column, text)

    def _check(self, line: int, page: ReportPage) -> None:
        """What the form of a territory refuses."""
        for name, text in refusals(page, self.vocabularies):
            with self.noting(line):
                raise CellError(COLUMN_OF[name], text)


def _unchanging(before: Cells, cells: Cells) -> None:
    for column in (TERRITORY, AUTHOR):
        if column in cells and not same(before[column], cells[column]):
            raise CellError(column, "Cette valeur ne change pas à l’import.")


def _put_productions(page: ReportPage, text: str) -> None:
    """A file attached to a production of the same title stays with it."""
    files = {row.title: row.document for row in page.productions.all()}
    rows = []
    for line in filter(None, map(str.strip, text.splitlines())):
        title, _, url = (part.strip() for part in line.partition(BETWEEN.strip()))
        row = ReportProduction(title=title, document=files.get(title))
        put(row, "url", PRODUCTIONS, url)
        rows.append(row)
    page.productions.set(rows)
