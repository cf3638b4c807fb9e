"""A small cartography: index pages, and fiches that use actors and solutions."""

from library_pages.models import ActorIndexPage, Partner, SolutionIndexPage, UseCasePage, UseCaseSolution
from tests.factories import UseCasePageFactory
from tests.factories import publish as put_online


def add_index_pages(home):
    for page_class, slug in ((ActorIndexPage, "acteurs"), (SolutionIndexPage, "solutions")):
        home.add_child(instance=page_class(title=slug.capitalize(), slug=slug))


def fiche(library, *, actors=(), solutions=(), publish=True, **values) -> UseCasePage:
    """A fiche whose partners are these actors and which uses these solutions."""
    page = UseCasePageFactory(parent=library, live=False, **values)
    page.partners = [Partner(name=f"{actor.name} (selon la source)", actor=actor) for actor in actors]
    page.solutions = [UseCaseSolution(solution=solution) for solution in solutions]
    page.save()  # a draft has its rows in the database too
    revision = page.save_revision()
    if publish:
        put_online(revision)
    return page
