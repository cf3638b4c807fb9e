"""The citizens' body of the demonstration, its opinions, and the one recommendation whose state is known."""

from django.utils import timezone
from wagtail.models import Page

from cms.core.demo_rows import source_rows
from cms.core.partial_dates import PartialDate
from cms.members.demo import author
from cms.taxonomy.demo import Item, Report, read_items, source_title
from cms.taxonomy.models import FollowUpStatus
from cms.territories.models import LocalAuthority
from cms.workflow.demo_publishing import add_page, reviewer
from concertation_pages import models

COUNTED = {"sujets": "sujets", "reunions": "réunions", "intervenants": "intervenants"}


def load_body(item: Item) -> bool:
    if models.CitizenBodyPage.objects.filter(slug=item["slug"]).exists():
        return False
    page = models.CitizenBodyPage(
        slug=item["slug"],
        title=item["nom"],
        acronym=item["sigle"],
        authority=LocalAuthority.objects.get(slug=item["collectivite"]),
        created=PartialDate.parse(item["creation"]),
        appointment="Tirage au sort",
        mandate=item["mandat"],
    )
    source = source_title(item["source"])
    others = [_composition(other["valeur"], other["source"]) for other in item["autres_compositions"]]
    page.figures.set(
        [
            models.BodyFigure(label="composition", value=item["composition"], source=source),
            *others,
            *(models.BodyFigure(label=label, value=str(item[key]), source=source) for key, label in COUNTED.items()),
        ]
    )
    page.sources.set(source_rows(models.BodySource, [item["source"], item["mandat_source"]]))
    add_page(models.OpinionIndexPage.objects.get(), page, publish=True)
    return True


def build_opinion(item: Item, recommendations: list[Item]) -> models.OpinionPage:
    gap, review = item["ecart_de_date"] or {}, item["bilan"] or {}
    noun = "Avis" if item["statut_instruction"] else "Sujet"
    page = models.OpinionPage(
        slug=item["id"].removeprefix("ccnr-"),
        title=f"{noun} {item['numero']}, CCNR de Rennes",
        number=item["numero"],
        question=item["question"],
        instruction=item["statut_instruction"] or "",
        outputs="\n".join(item.get("documents", [])),
        leads="\n".join(item.get("pistes", [])),
        recommendation_count=item["nombre_preconisations"],
        review=review.get("libelle", ""),
        reviewed_on=PartialDate.parse(review["date"]) if review else None,
        date_note=gap.get("libelle", ""),
        date_note_url=gap.get("source", ""),
        editorial_note=item.get("reserves", ""),
    )
    page.published_dates.set(
        [
            models.OpinionPublication(
                label=published["libelle"],
                date=PartialDate.parse(published["date"]),
                source=source_title(published["source"]),
            )
            for published in item["publications"]
        ]
    )
    page.works.set(
        [
            models.OpinionWork(
                starts=PartialDate.parse(work["date_debut"]),
                ends=PartialDate.parse(work["date_fin"]),
                subject=work["objet"],
            )
            for work in item["travaux"] or []
        ]
    )
    page.recommendations.set([_recommendation(recommendation) for recommendation in recommendations])
    page.sources.set(source_rows(models.OpinionSource, [item["source"]]))
    return page


def _recommendation(item: Item) -> models.Recommendation:
    outcome = item["suite"] or {}
    return models.Recommendation(
        number=item["numero"],
        text=item["texte"] or "",
        deliverable=outcome.get("libelle", ""),
        deliverable_page=Page.objects.filter(slug=outcome.get("fiche", "")).first(),
    )


def record_known(page: models.OpinionPage, item: Item) -> None:
    """The state that the data gives: said by the authority in a document, written and accepted by two accounts."""
    tracked, _ = models.TrackedItem.objects.get_or_create(page=page, code=str(item["numero"]))
    change = models.StatusChange(
        item=tracked,
        status=FollowUpStatus.objects.get(slug=item["statut"]),
        as_of=page.reviewed_on,
        reason=f"{item['suite']['libelle']}.",
        author_name="Ville de Rennes",
        source=source_title(item["source"]),
        author=author(),
        decision=models.StatusChange.Decision.ACCEPTED,
        decided_by=reviewer(),
        decided_at=timezone.now(),
    )
    change.full_clean()
    change.save()


def load(report: Report) -> None:
    items = read_items(__file__, "avis")

    def load_opinion(item: Item) -> bool:
        if models.OpinionPage.objects.filter(slug=item["id"].removeprefix("ccnr-")).exists():
            return False
        recommendations = [other for other in items if other.get("avis") == item["id"]]
        page = build_opinion(item, recommendations)
        add_page(models.CitizenBodyPage.objects.get(), page, publish=True)
        for recommendation in recommendations:
            if recommendation["statut"]:
                record_known(page, recommendation)
        return True

    report("Instances citoyennes", read_items(__file__, "instances"), load_body)
    report("Avis citoyens", [item for item in items if item["type"] == "avis"], load_opinion)


def _composition(value: str, address: str) -> models.BodyFigure:
    host = source_rows(models.BodySource, [address])[0].title
    return models.BodyFigure(label="composition", value=value, source=host, url=address)
