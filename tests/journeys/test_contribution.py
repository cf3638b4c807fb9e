"""A fiche proposed from a phone, without JavaScript, by somebody who has never seen the form."""

import pytest
from playwright.sync_api import Locator, Page

from cms.members.demo import PASSWORD
from tests.journeys.accessibility import violations
from tests.journeys.conftest import NewVisitor

pytestmark = pytest.mark.browser

PHONE = 360
PROMISED = 8
"""Answers, as the first screen says; the budget is 12."""
REQUIRED_QUESTIONS = """
[...document.querySelectorAll("main form .field:not(:has(.field))")]
  .filter(field => !field.querySelector(".field__optional"))
  .filter(field => !field.closest("fieldset:has(> legend .field__optional)"))
  .map(field => `${location.pathname} ${field.querySelector("legend, label").textContent.trim()}`)
"""


def sign_in(page: Page) -> None:
    page.locator("[name=login]").fill("contributeur@demo.invalid")
    page.locator("[name=password]").fill(PASSWORD)
    form = page.locator("main form").filter(has=page.locator("[name=password]"))
    with page.expect_event("load"):
        form.locator("[type=submit]").first.click()


class Contributor:
    """Answers, and looks at each screen on the way."""

    def __init__(self, page: Page, javascript: bool) -> None:
        self.page, self.javascript = page, javascript
        self.required: set[str] = set()
        self.problems: list[str] = []

    def look(self) -> None:
        """axe waits for timers, which a page without scripts does not have."""
        self.required |= set(self.page.evaluate(REQUIRED_QUESTIONS))
        width = self.page.evaluate("document.documentElement.scrollWidth")
        wide = [f"{width} px"] if width > PHONE else []
        broken = violations(self.page) if self.javascript else []
        self.problems += [f"{self.page.url}: {problem}" for problem in (*wide, *broken)]

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label: str) -> None:
        self.page.get_by_label(label).first.check()

    def press(self, name: str) -> None:
        self.go_on(self.page.get_by_role("button", name=name))

    def go_on(self, target: Locator) -> None:
        """To the next screen, once it is there to its last line."""
        with self.page.expect_event("load"):
            target.click()
        self.look()


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_fiche_is_proposed_from_a_phone(javascript: bool, new_visitor: NewVisitor) -> None:
    visitor = new_visitor(width=PHONE, javascript=javascript)
    page = visitor.go("/contribuer/proposer/")
    sign_in(page)
    contributor = Contributor(page, javascript)
    contributor.look()
    contributor.go_on(page.get_by_role("link", name="Commencer une fiche vierge"))
    contributor.press("Enregistrer et continuer")
    assert page.title().startswith("Erreur – ")
    page.get_by_role("link", name="Quel titre donner").click()
    page.wait_for_url("**#id_title")

    title = "Trier les demandes des habitants" if javascript else "Trier les demandes sans script"
    contributor.write("Quel titre donner", title)
    contributor.choose("Expérimentation")
    contributor.press("Enregistrer et continuer")
    contributor.choose("Mobilités")
    contributor.choose("Citoyens")
    contributor.press("Enregistrer et continuer")
    contributor.write("En deux à quatre phrases", "La métropole trie les demandes reçues. Un agent vérifie.")
    contributor.write("Titre", "Délibération du 3 mars 2025")
    contributor.press("Enregistrer et continuer")
    contributor.choose("J’accepte")
    contributor.press("Soumettre aux relecteurs")

    assert "En relecture" in page.locator("main").inner_text()
    assert len(contributor.required) == PROMISED, contributor.required
    page.goto("/contribuer/")
    contributor.look()
    assert page.get_by_role("link", name=title, exact=True).is_visible()
    assert contributor.problems == []
    assert visitor.problems == []
