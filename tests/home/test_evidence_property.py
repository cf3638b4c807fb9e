"""Whatever happens to what is quoted, to the links and to the manifesto, every page and the API say the same, which is
what the database says; and the words of a text that the public no longer reads are nowhere.
"""

import re
from collections.abc import Callable
from typing import Any, ClassVar

from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from home.models import EvidencePage, HomePage, ManifestoChapterPage
from library_pages.models import UseCasePage
from tests.commits import run_pending
from tests.factories import (
    LibraryIndexPageFactory,
    ManifestoChapterPageFactory,
    ManifestoPageFactory,
    UseCasePageFactory,
    publish,
)
from tests.factories.evidence import EvidenceIndexPageFactory, EvidencePageFactory

LIVES = 2
SEEDS = {"sqlite": 1, "postgresql": 2}
"""By database: no life is lived twice."""
CODES = ("S-1", "S-2")
NATURES = ("illustre", "confirme", "nuance", "contredit")
AXIS = "social"
PRINCIPLE = re.compile(r'<section class="principle" id="(s-\d)".*?</section>\s*</section>', re.DOTALL)
NUMBER = re.compile(r"<b>(\d+)</b>")


class Links:
    """Two lists of fiches, one chapter, links between them."""

    reasons: ClassVar[set[str]] = set()
    """Why a link could not be read while another could, in all the lives."""

    def __init__(self) -> None:
        home = HomePage.objects.get()
        self.client, self.number = Client(headers={"host": "localhost"}), 0
        self.lists = [LibraryIndexPageFactory(parent=home), LibraryIndexPageFactory(parent=home, slug="autre")]
        manifesto = ManifestoPageFactory(parent=home)
        self.chapter = ManifestoChapterPageFactory(parent=manifesto, slug=AXIS, statements=["un", "deux"])
        self.index = EvidenceIndexPageFactory(parent=manifesto)
        run_pending()
        for rank in range(4):
            self.link(rank)

    def fiche(self, rank: int) -> UseCasePage:
        found = list(UseCasePage.objects.order_by("pk"))
        return found[rank % len(found)] if found else UseCasePageFactory(parent=self.read(self.lists[0]))

    def evidence(self, rank: int) -> EvidencePage:
        found = list(EvidencePage.objects.order_by("pk"))
        return found[rank % len(found)]

    def read(self, page: Page) -> Any:
        return Page.objects.get(pk=page.pk).specific

    def link(self, rank: int) -> None:
        """A new fiche, and a word of it quoted; the word is nowhere else."""
        self.number += 1
        word = f"mot{self.number}cité"
        fiche = UseCasePageFactory(parent=self.read(self.lists[rank % 2]), summary=f"Un essai où {word} est écrit.")
        run_pending()
        answers = {"principle_code": CODES[rank % 2], "nature": NATURES[rank % 4], "target": fiche, "quotation": word}
        EvidencePageFactory(parent=self.read(self.index), **answers)

    def unpublish(self, rank: int) -> None:
        self.fiche(rank).unpublish()

    def delete(self, rank: int) -> None:
        self.fiche(rank).delete()

    def restrict(self, rank: int) -> None:
        PageViewRestriction.objects.create(page=self.fiche(rank), restriction_type=PageViewRestriction.LOGIN)

    def restrict_a_list(self, rank: int) -> None:
        PageViewRestriction.objects.create(page=self.lists[rank % 2], restriction_type=PageViewRestriction.LOGIN)

    def move(self, rank: int) -> None:
        fiche = self.fiche(rank)
        [other] = [one for one in self.lists if one.pk != fiche.get_parent().pk]
        fiche.move(self.read(other), pos="last-child")

    def rewrite(self, rank: int, words: str = "Un autre résumé.") -> None:
        fiche = self.fiche(rank)
        fiche.summary = words
        publish(fiche)

    def rewrite_around(self, rank: int) -> None:
        cited = EvidencePage.objects.filter(target=self.fiche(rank)).values_list("quotation", flat=True)
        self.rewrite(rank, f"Un autre résumé, avec {' '.join(cited)} dedans.")

    def withdraw(self, rank: int) -> None:
        self.evidence(rank).unpublish()

    def withdraw_the_chapter(self, rank: int) -> None:
        ManifestoChapterPage.objects.get().unpublish()

    def mend(self, rank: int) -> None:
        """Everything is online again, wherever it is; the words that are gone stay so."""
        for restriction in PageViewRestriction.objects.all():
            restriction.delete()
        for page in (*EvidencePage.objects.all(), *UseCasePage.objects.all(), ManifestoChapterPage.objects.get()):
            if not page.live:
                publish(page)

    def is_public(self, page: Page) -> bool:
        lineage = [page, *page.get_ancestors()]
        hidden = PageViewRestriction.objects.filter(page__in=[one.pk for one in lineage]).exists()
        return all(one.live for one in lineage if one.depth > 1) and not hidden

    def expected(self) -> list[EvidencePage]:
        """The links that can be read."""
        chapter, fiches = self.read(self.chapter), UseCasePage.objects.in_bulk()
        why = {link: self.why_not(link, chapter, fiches.get(link.target_id)) for link in EvidencePage.objects.all()}
        readable = [link for link, reason in why.items() if not reason]
        if readable:
            type(self).reasons.update(why.values())
        return readable

    def why_not(self, link: EvidencePage, chapter: Page, fiche: UseCasePage | None) -> str:
        if not self.is_public(link):
            return "withdrawn"
        if fiche is None:
            return "deleted"
        if not self.is_public(fiche):
            return "offline" if not fiche.live else "restricted"
        if link.quotation not in fiche.summary:
            return "rewritten"
        return "" if self.is_public(chapter) else "without its chapter"

    def get(self, address: str, **asked: str) -> str:
        return self.client.get(address, asked).content.decode()

    def api(self, **asked: str) -> dict[str, Any]:
        answer: dict[str, Any] = self.client.get("/api/v1/recherche/", asked).json()
        return answer

    def check(self) -> None:
        run_pending()
        readable = self.expected()
        self.check_lists(readable)
        chapter = self.get(f"/manifeste/{AXIS}/")
        for section in PRINCIPLE.finditer(chapter):
            mine = [link for link in readable if link.principle_code.lower() == section[1]]
            tally = [sum(link.nature == nature for link in mine) for nature in NATURES] if mine else []
            assert [int(number) for number in NUMBER.findall(section[0])] == tally
            for link in mine:
                assert link.quotation in section[0]
                assert f'href="{link.target.url}"' in section[0]
        hidden = set(EvidencePage.objects.values_list("quotation", flat=True)) - {link.quotation for link in readable}
        own_pages = [self.get(link.url) for link in EvidencePage.objects.live()]
        public = "".join([chapter, *own_pages, self.get("/manifeste/preuves/"), str(self.api(type="preuve"))])
        assert not [word for word in hidden if word in public]

    def check_lists(self, readable: list[EvidencePage]) -> None:
        found = self.api(type="preuve")
        assert found["total"] == len(readable)
        listed = self.get("/manifeste/preuves/")
        assert {link.quotation for link in readable} == set(re.findall(r"mot\d+cité", listed))
        on_axis = {result["url"] for result in self.api(type="fiche", axe=AXIS)["resultats"]} if readable else set()
        assert {url.removeprefix("http://localhost") for url in on_axis} == {link.target.url for link in readable}


OPERATIONS = (
    Links.unpublish,
    Links.move,
    Links.rewrite,
    Links.withdraw,
    Links.mend,
    Links.restrict,
    Links.link,
    Links.restrict_a_list,
    Links.rewrite_around,
    Links.mend,
    Links.delete,
    Links.withdraw_the_chapter,
    Links.mend,
)


@seed(SEEDS[connection.vendor])
@settings(
    max_examples=LIVES,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(order=st.permutations(OPERATIONS), ranks=st.permutations(range(len(OPERATIONS))))
def live(order: list[Callable[[Links, int], None]], ranks: list[int]) -> None:
    """Every operation once, in some order, each on one of the pages; then all of it is undone."""
    with transaction.atomic():
        links = Links()
        for operate, rank in zip(order, ranks, strict=True):
            operate(links, rank)
            links.check()
        transaction.set_rollback(True)


def test_pages_and_api_agree_with_the_database_whatever_happens(db: None) -> None:
    live()
    assert Links.reasons >= {"", "withdrawn", "deleted", "offline", "restricted", "rewritten"}
