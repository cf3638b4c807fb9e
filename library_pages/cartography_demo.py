"""Actors and solutions of the demonstration: who the fiches name, by a mapping that a person has read."""

from functools import cache

from wagtail.models import Site

from cms.taxonomy.demo import Item, Report, read_items
from cms.taxonomy.models import ActorNature
from cms.workflow.demo_publishing import add_page
from library_pages.models import Actor, ActorIndexPage, Partner, Solution, SolutionIndexPage, UseCaseSolution

PAGES = {"acteurs": ActorIndexPage, "solutions": SolutionIndexPage}


@cache
def slugs(register: str) -> dict[str, str]:
    """Text of the data to the slug of what it names; a text that names nobody is absent."""
    return {text: item["slug"] for item in read_items(__file__, register) for text in item["textes"]}


def partner(text: str) -> Partner:
    """The row keeps the words of the source."""
    return Partner(name=text, actor=Actor.objects.filter(slug=slugs("acteurs").get(text, "")).first())


def solution_rows(text: str | None) -> list[UseCaseSolution]:
    found = Solution.objects.filter(slug=slugs("solutions").get(text or "", "")).first()
    return [UseCaseSolution(solution=found)] if found else []


def solution_text(text: str | None) -> str:
    """The words of the source, unless they are the name of the solution and nothing more."""
    named = text and Solution.objects.filter(slug=slugs("solutions").get(text, ""), name=text).exists()
    return "" if named else text or ""


def load_actor(item: Item) -> bool:
    if Actor.objects.filter(slug=item["slug"]).exists():
        return False
    actor = Actor(
        slug=item["slug"],
        name=item["nom"],
        aliases="\n".join(item["autres_noms"]),
        nature=ActorNature.objects.get(slug=item["nature"]) if item["nature"] else None,
    )
    actor.full_clean()
    actor.save()
    return True


def load_solution(item: Item) -> bool:
    if Solution.objects.filter(slug=item["slug"]).exists():
        return False
    solution = Solution(
        slug=item["slug"],
        name=item["nom"],
        publisher=Actor.objects.get(slug=item["editeur"]) if item["editeur"] else None,
        function=item["fonction"] or "",
    )
    solution.full_clean()
    solution.save()
    return True


def load_page(item: Item) -> bool:
    page_class = PAGES[item["slug"]]
    if page_class.objects.exists():
        return False
    page = page_class(slug=item["slug"], title=item["titre"], introduction=item["introduction"])
    add_page(Site.objects.get(is_default_site=True).root_page, page, publish=True)
    return True


def load(report: Report) -> None:
    """Before the fiches, which point at them."""
    report("Acteurs", read_items(__file__, "acteurs"), load_actor)
    report("Solutions", read_items(__file__, "solutions"), load_solution)
    report("Cartographie", read_items(__file__, "cartographie"), load_page)
