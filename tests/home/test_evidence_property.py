"""Whatever happens to what is quoted, to the links and to the manifesto, every page and the API say the same, which is
what the database says; and the words of a text that the public no longer reads are nowhere.
"""

import re
from typing import Any

from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from wagtail.models import Page, PageViewRestriction

from home.models import EvidencePage, ManifestoChapterPage
from library_pages.models import UseCasePage
from tests.commits import run_pending
from tests.factories import (
    LibraryIndexPageFactory,
    ManifestoChapterPageFactory,
    ManifestoPageFactory,
    UseCasePageFactory,
    home_page,
    publish,
)
from tests.factories.evidence import EvidenceIndexPageFactory, EvidencePageFactory

LIVES, STEPS = 2, 15
SEEDS = {"sqlite": 1, "postgresql": 2}
"""By database: no life is lived twice."""
CODES = ("S-1", "S-2")
NATURES = ("illustre", "confirme", "nuance", "contredit")
AXIS = "social"
PRINCIPLE = re.compile(r'<section class="principle" id="(s-\d)".*?</section>\s*</section>', re.DOTALL)
NUMBER = re.compile(r"<b>(\d+)</b>")

ranks = st.integers(0, 5)


class Links(RuleBasedStateMachine):
    """Two lists of fiches, one chapter, links between them. A life is undone when it ends."""

    seen = 0
    """Links that could be read, in all the lives."""

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        home = home_page()
        self.client, self.number = Client(headers={"host": "localhost"}), 0
        self.lists = [LibraryIndexPageFactory(parent=home), LibraryIndexPageFactory(parent=home, slug="autre")]
        manifesto = ManifestoPageFactory(parent=home)
        self.chapter = ManifestoChapterPageFactory(parent=manifesto, slug=AXIS, statements=["un", "deux"])
        self.index = EvidenceIndexPageFactory(parent=manifesto)
        run_pending()
        for rank in range(3):
            self.link(rank, CODES[rank % 2], NATURES[rank])

    def fiche(self, rank: int) -> UseCasePage:
        found = list(UseCasePage.objects.order_by("pk"))
        return found[rank % len(found)] if found else UseCasePageFactory(parent=self.read(self.lists[0]))

    def evidence(self, rank: int) -> EvidencePage:
        found = list(EvidencePage.objects.order_by("pk"))
        return found[rank % len(found)]

    def read(self, page: Page) -> Any:
        return Page.objects.get(pk=page.pk).specific

    @rule(rank=ranks, code=st.sampled_from(CODES), nature=st.sampled_from(NATURES))
    def link(self, rank: int, code: str, nature: str) -> None:
        """A new fiche, and a word of it quoted; the word is nowhere else."""
        if EvidencePage.objects.count() >= 6:
            return
        self.number += 1
        word = f"mot{self.number}cité"
        fiche = UseCasePageFactory(parent=self.read(self.lists[rank % 2]), summary=f"Un essai où {word} est écrit.")
        run_pending()
        answers = {"target": fiche, "quotation": word, "principle_code": code, "nature": nature}
        EvidencePageFactory(parent=self.read(self.index), **answers)

    @rule(rank=ranks)
    def unpublish(self, rank: int) -> None:
        self.fiche(rank).unpublish()

    @rule(rank=ranks)
    def publish_again(self, rank: int) -> None:
        publish(self.fiche(rank))

    @rule(rank=ranks)
    def delete(self, rank: int) -> None:
        if UseCasePage.objects.count() > 1:
            self.fiche(rank).delete()

    @rule(rank=ranks, whole_list=st.booleans())
    def restrict(self, rank: int, whole_list: bool) -> None:
        page = self.lists[rank % 2] if whole_list else self.fiche(rank)
        PageViewRestriction.objects.create(page_id=page.pk, restriction_type=PageViewRestriction.LOGIN)

    @rule()
    def lift_restrictions(self) -> None:
        for restriction in PageViewRestriction.objects.all():
            restriction.delete()

    @rule(rank=ranks)
    def move(self, rank: int) -> None:
        fiche = self.fiche(rank)
        [other] = [one for one in self.lists if one.pk != fiche.get_parent().pk]
        fiche.move(self.read(other), pos="last-child")

    @rule(rank=ranks, erase=st.booleans())
    def rewrite(self, rank: int, erase: bool) -> None:
        fiche = self.fiche(rank)
        cited = " ".join(EvidencePage.objects.filter(target=fiche).values_list("quotation", flat=True))
        fiche.summary = "Un autre résumé." if erase else f"Un autre résumé, avec {cited} dedans."
        publish(fiche)

    @rule(rank=ranks)
    def withdraw(self, rank: int) -> None:
        self.evidence(rank).unpublish()

    @rule(rank=ranks)
    def restore(self, rank: int) -> None:
        publish(self.evidence(rank))

    @rule(online=st.booleans())
    def change_the_chapter(self, online: bool) -> None:
        chapter = ManifestoChapterPage.objects.get()
        if online:
            publish(chapter)
        else:
            chapter.unpublish()

    def is_public(self, page: Page) -> bool:
        lineage = [page, *page.get_ancestors()]
        hidden = PageViewRestriction.objects.filter(page__in=[one.pk for one in lineage]).exists()
        return all(one.live for one in lineage if one.depth > 1) and not hidden

    def expected(self) -> list[EvidencePage]:
        """The links that can be read: theirs is public, what they quote says it, their principle is online."""
        if not self.is_public(self.read(self.chapter)):
            return []
        linked = EvidencePage.objects.filter(target__isnull=False)
        fiches = {fiche.pk: fiche for fiche in UseCasePage.objects.all()}
        return [
            link
            for link in linked
            if self.is_public(link)
            and self.is_public(fiches[link.target_id])
            and link.quotation in fiches[link.target_id].summary
        ]

    def get(self, address: str, **asked: str) -> str:
        return self.client.get(address, asked).content.decode()

    def api(self, **asked: str) -> dict[str, Any]:
        answer: dict[str, Any] = self.client.get("/api/v1/recherche/", asked).json()
        return answer

    @invariant()
    def every_page_says_what_the_database_says(self) -> None:
        run_pending()
        readable = self.expected()
        type(self).seen += len(readable)
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


def test_pages_and_api_agree_with_the_database_whatever_happens(db: None) -> None:
    bounds = settings(
        max_examples=LIVES,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(SEEDS[connection.vendor])(Links), settings=bounds)
    assert Links.seen > LIVES * STEPS // 2
