"""A thousand territories and twenty thousand proposals, as the site would hold them, written without being made."""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from wagtail.models import Page

from concertation_pages.models import (
    CampaignPage,
    Commitment,
    CommitmentAuthority,
    ReportPage,
    StatusChange,
    TrackedItem,
)
from search.models import SearchEntry
from tests.factories import DepartmentFactory, LocalAuthorityFactory, RegionFactory, ThemeFactory
from tests.factories.concertations import (
    AssociatedPublicFactory,
    ConsultationMethodFactory,
    FollowUpStatusFactory,
    ReportPageFactory,
)
from tests.search.entries import renew_version, run_pending

TERRITORIES, PROPOSALS_OF_EACH, ANSWERED = 1_000, 20, 2_000
AT_ONCE = 5_000
REGIONS = 13
THEMES = ("education", "sante", "mobilites")
STATES = tuple(Commitment.State.values[3:7])
TEXT = "Former les agents avant tout déploiement d’un outil"


def populate(index: Page, campaign: CampaignPage) -> None:
    """Everything but the work of the projection, whose rows are those that it would write."""
    terms()
    authority = LocalAuthorityFactory(name="Rennes", region=RegionFactory(name="Bretagne"))
    commitments = Commitment.objects.bulk_create(
        Commitment(campaign=campaign, name=f"Territoire {n}", slug=f"territoire-{n}", state=STATES[n % len(STATES)])
        for n in range(TERRITORIES)
    )
    CommitmentAuthority.objects.bulk_create(CommitmentAuthority(commitment=c, authority=authority) for c in commitments)
    pages = reports(index, commitments)
    run_pending()  # what came through the factories is projected before the rest is there
    followed(pages)
    SearchEntry.objects.filter(source__startswith="concertation_pages.").delete()
    SearchEntry.objects.bulk_create(entries(commitments, pages), batch_size=AT_ONCE)
    renew_version()


def terms() -> None:
    for slug in THEMES:
        ThemeFactory(slug=slug)
    for slug in ("agents", "elus", "usagers"):
        AssociatedPublicFactory(slug=slug)
    for slug in ("tirage-au-sort", "appel-a-manifestation"):
        ConsultationMethodFactory(slug=slug)
    for slug in ("realisee", "engagee", "en-reflexion", "non-programmee"):
        FollowUpStatusFactory(slug=slug)
    for number in range(REGIONS):
        DepartmentFactory(region=RegionFactory(name=f"Région {number}"))


def reports(index: Page, commitments: list[Commitment]) -> list[Page]:
    """A report of each territory: rows of the tree, then those of the class, copied from one that was made."""
    model = ReportPageFactory(parent=index, commitment=commitments[0], slug="territoire-0", participants=40)
    rows = [
        Page(
            path=f"{index.path}Z{n:03X}",
            depth=index.depth + 1,
            title=f"Territoire {n}",
            draft_title=f"Territoire {n}",
            slug=f"territoire-{n}",
            url_path=f"{index.url_path}territoire-{n}/",
            content_type=model.content_type,
            locale=model.locale,
            live=True,
        )
        for n in range(1, TERRITORIES)
    ]
    Page.objects.bulk_create(rows, batch_size=AT_ONCE)
    Page.objects.filter(pk=index.pk).update(numchild=TERRITORIES)
    copy_class_rows(model, index)
    return list(Page.objects.filter(depth=index.depth + 1, slug__startswith="territoire-").order_by("pk"))


def copy_class_rows(model: ReportPage, index: Page) -> None:
    """One statement: Django makes no rows in bulk of a class that has a parent."""
    table, key = ReportPage._meta.db_table, "page_ptr_id"
    names = [field.column for field in ReportPage._meta.local_fields if field.column not in {key, "commitment_id"}]
    copied = ", ".join(f"model.{connection.ops.quote_name(name)}" for name in names)
    into = ", ".join(connection.ops.quote_name(name) for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({key}, commitment_id, {into}) SELECT page.id, territory.id, {copied} "
            f"FROM wagtailcore_page page JOIN {Commitment._meta.db_table} territory ON territory.slug = page.slug "
            f"JOIN {table} model ON model.{key} = %s WHERE page.path LIKE %s",
            [model.pk, f"{index.path}Z%"],
        )


def followed(pages: list[Page]) -> None:
    codes = [f"P-{rank}" for rank in range(1, PROPOSALS_OF_EACH + 1)]
    items = (TrackedItem(page_id=page.pk, code=code) for page in pages for code in codes)
    made = TrackedItem.objects.bulk_create(items, batch_size=AT_ONCE)
    status, accepted = FollowUpStatusFactory(slug="engagee"), StatusChange.Decision.ACCEPTED
    StatusChange.objects.bulk_create(
        (
            StatusChange(item=item, status=status, reason="Voté.", author_name="Rennes", decision=accepted)
            for item in made[:ANSWERED]
        ),
        batch_size=AT_ONCE,
    )


def entries(commitments: list[Commitment], pages: list[Page]) -> Iterator[SearchEntry]:
    """Without the analysed words: nobody searches them here."""
    for number, commitment in enumerate(commitments):
        yield SearchEntry(
            source="concertation_pages.commitment",
            kind="concertation",
            title=commitment.name,
            object_id=commitment.pk,
            url=commitment.get_absolute_url(),
            facets=territory_facets(number),
            card={"state": commitment.state, "side": commitment.get_state_display()},
            latitude=42 + number % 97 / 12,
            longitude=-3 + number % 89 / 10,
        )
    for number, page in enumerate(pages):
        for rank in range(1, PROPOSALS_OF_EACH + 1):
            yield SearchEntry(
                source="concertation_pages.reportpage",
                kind="proposition",
                title=TEXT,
                summary=f"Proposition (P-{rank}), {page.title}",
                object_id=page.pk,
                fragment=f"p-{rank}",
                path=page.path,
                url=f"/concertations/{page.slug}/#p-{rank}",
                facets=proposal_facets(number, rank),
            )


def territory_facets(number: int) -> dict[str, Any]:
    facets = {
        "etat-concertation": [STATES[number % len(STATES)]],
        "type-collectivite": ["commune", "communes"],
        "public": ["agents"] if number % 2 else [],
        "methode": ["tirage-au-sort"] if number % 3 else [],
        "perimetre": ["interne"] if number % 5 else [],
        "region": [f"region-{number % REGIONS}"],
        "collectivite": ["rennes"],
    }
    return {name: values for name, values in facets.items() if values}


def proposal_facets(number: int, rank: int) -> dict[str, Any]:
    return {
        "nature-passage": ["proposition"],
        "theme": [THEMES[rank % len(THEMES)]],
        "suite": ["engagee" if number < ANSWERED // PROPOSALS_OF_EACH else "sans-etat"],
        "region": [f"region-{number % REGIONS}"],
        "collectivite": ["rennes"],
    }
