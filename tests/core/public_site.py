"""A small public site with one of everything, and what it takes to say that a change of it is seen."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.models import Site

from cms.core.models import SiteImage
from cms.taxonomy.models import PartnerRole
from home.models import HomePage, StandardPage
from library_pages.models import CharterPage, LibraryIndexPage, Partner, UseCasePage, UseCaseSolution
from tests.commits import run_pending
from tests.factories import (
    ActorFactory,
    ActorNatureFactory,
    AudienceFactory,
    CharterDomainFactory,
    CharterIndexPageFactory,
    CharterPageFactory,
    LibraryIndexPageFactory,
    LocalAuthorityFactory,
    MaturityFactory,
    SolutionFactory,
    StandardPageFactory,
    TechniqueFactory,
    ThemeFactory,
    UseCasePageFactory,
    publish,
)
from tests.library_pages.cartography import add_index_pages

FICHE, ABOUT, TEAM = "/bibliotheque/fuites/", "/a-propos/", "/a-propos/equipe/"
LIST, HOME, SEARCH, CHARTERS, CHARTER = "/bibliotheque/", "/", "/recherche/", "/chartes/", "/chartes/boussole/"


@dataclass(frozen=True)
class PublicSite:
    home: HomePage
    library: LibraryIndexPage
    fiche: UseCasePage
    about: StandardPage
    """Holds an image and a document; `team` is below it."""
    team: StandardPage
    charter: CharterPage
    image: SiteImage
    document: Document

    def read_again(self) -> "PublicSite":
        """The same rows, as the database has them."""
        rows = {field.name: getattr(self, field.name) for field in fields(self)}
        return PublicSite(**{name: type(row)._default_manager.get(pk=row.pk) for name, row in rows.items()})

    @property
    def site(self) -> Site:
        return Site.objects.get()


@dataclass(frozen=True)
class Change:
    """`make` changes the site; `shown` says, of the answer at `address`, whether it shows the change."""

    name: str
    address: str
    make: Callable[[PublicSite], Any]
    shown: Callable[[Any], bool]

    def __str__(self) -> str:
        return self.name


def says(*words: str) -> Callable[[Any], bool]:
    return lambda answer: all(word in answer.content.decode() for word in words)


def no_longer_says(word: str) -> Callable[[Any], bool]:
    return lambda answer: word not in answer.content.decode()


def says_first(first: str, second: str) -> Callable[[Any], bool]:
    def in_this_order(answer: Any) -> bool:
        text = answer.content.decode()
        return text.index(first) < text.index(second)

    return in_this_order


def answers(status: int) -> Callable[[Any], bool]:
    return lambda answer: answer.status_code == status


def read(address: str) -> Any:
    """What a new anonymous visitor gets."""
    return Client().get(address, headers={"host": "localhost"})


def check(change: Change, site: PublicSite) -> None:
    """The page is kept, the change is made, the next visitor sees it."""
    before = read(change.address)
    assert not change.shown(before)
    if before.status_code == 200:
        with CaptureQueriesContext(connection) as queries:
            read(change.address)
        assert len(queries) == 1, "the page was not kept"
    change.make(site)
    assert change.shown(read(change.address))


def drawing(color: str) -> ImageFile:
    content = BytesIO()
    Picture.new("RGB", (40, 20), color).save(content, "png")
    return ImageFile(BytesIO(content.getvalue()), name=f"{color}.png")


def build() -> PublicSite:
    """In a transaction that stays open: what would follow its commit is done here."""
    home = HomePage.objects.get()
    site = _build(home, LibraryIndexPageFactory(parent=home))
    run_pending()
    return site


def _build(home: HomePage, library: LibraryIndexPage) -> PublicSite:
    image = SiteImage.objects.create(title="Parc", file=drawing("green"), credit="Ville d’Arles")
    document = Document.objects.create(title="Délibération", file=ContentFile(b"a;b\n", "deliberation.csv"))
    about = StandardPageFactory(parent=home, title="À propos", slug="a-propos", introduction="Qui nous sommes.")
    about.body = [
        ("image", {"image": _with_text(image), "caption": "Un parc."}),
        ("documents", [document]),
    ]
    publish(about)
    team = StandardPageFactory(parent=about, title="Équipe", slug="equipe", introduction="Les personnes.")
    charters = CharterIndexPageFactory(parent=home)
    charter = CharterPageFactory(
        parent=charters,
        title="Boussole",
        slug="boussole",
        authorities=[LocalAuthorityFactory(slug="nantes", name="Nantes")],
        domains=[CharterDomainFactory(slug="usages")],
    )
    add_index_pages(home)
    return PublicSite(home, library, _fiche(library), about, team, charter, image, document)


def _with_text(image: SiteImage) -> SiteImage:
    image.contextual_alt_text, image.decorative = "Un parc au printemps", False
    return image


def _fiche(library: LibraryIndexPage) -> UseCasePage:
    fiche = UseCasePageFactory(
        parent=library,
        title="Chercher les fuites",
        slug="fuites",
        theme=ThemeFactory(slug="eau", label="Eau", order=1),
        authority=LocalAuthorityFactory(slug="arles", name="Arles"),
        maturity=MaturityFactory(slug="deploiement", label="Déploiement"),
        audiences=[AudienceFactory(slug="agents", label="Agents")],
        techniques=[TechniqueFactory(slug="vision", label="Vision")],
        tags=["capteurs"],
    )
    ThemeFactory(slug="culture", label="Culture", order=2)
    actor = ActorFactory(slug="semidao", name="Semidao", nature=ActorNatureFactory(label="Entreprise"))
    fiche.partners = [Partner(name="Semidao", actor=actor, role=PartnerRole.objects.create(slug="r", label="Fournit"))]
    fiche.solutions = [UseCaseSolution(solution=SolutionFactory(slug="leakmited", name="Leakmited", publisher=actor))]
    publish(fiche)
    return fiche
