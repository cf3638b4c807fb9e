"""Consultations of the demonstration: each answer taken from the data and from nothing else."""

import datetime
from typing import Any

from wagtail.models import Page, Site

from cms.core.demo_rows import by_slug, source_rows
from cms.core.partial_dates import PartialDate
from cms.taxonomy.demo import Item, Report, read_items, source_title
from cms.taxonomy.models import AssociatedPublic, ConsultationConstant, ConsultationMethod, SegmentKind
from cms.territories.models import LocalAuthority
from cms.workflow.demo_publishing import add_page
from concertation_pages import models, opinions_demo
from concertation_pages.standing import settle

OUTCOMES = {
    "tours-metropole-val-de-loire": "tours-cadre-confiance-ia",
    "metropole-du-grand-nancy": "grand-nancy-charte-ia",
    "nantes-metropole": "nantes-boussole-ia",
    "rennes-metropole": "avis-3",
}
"""Territory to the page of the text that its consultation led to."""
REPORTED = ("forme", "objectif", "publics", "sujet", "propositions", "points_vigilance", "resultat", "droit_de_suite")
ANNOUNCEMENT, NAMED_FIRST = "002_f03a6d1b45eae5be", ", qui annonce les quinze premiers territoires engagés"
CONTRIBUTION = "premiere-contribution-publiee"


def date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def load_page(item: Item) -> bool:
    """One of the pages that hold the others, under the page of the consultations but for that page itself."""
    page_class: Any = getattr(models, item["classe"])
    if page_class.objects.exists():
        return False
    page = page_class(slug=item["slug"], title=item["titre"], show_in_menus=item.get("menu", False), **item["champs"])
    if shared := item.get("constantes"):
        page.body = _constants(shared)
    parent = Site.objects.get(is_default_site=True).root_page if item.get("menu") else _index()
    add_page(parent, page, publish=True)
    return True


def _constants(item: Item) -> list[tuple[str, str]]:
    """What the sources say comes back everywhere, in the words of the vocabulary."""
    terms = ConsultationConstant.objects.current()
    rows = "".join(f"<li><b>{term.label}.</b> {term.definition}</li>" for term in terms)
    return [("heading", item["titre"]), ("text", f"<ul>{rows}</ul><p>Source : {source_title(item['source'])}.</p>")]


def load_campaign(item: Item) -> bool:
    if models.CampaignPage.objects.filter(slug=item["slug"]).exists():
        return False
    call, window = item["appel"], item["fenetre"]
    page = models.CampaignPage(
        slug=item["slug"],
        title=item["titre"],
        slogan=item["mot_d_ordre"],
        call_title=call["titre_complet"],
        call_url=call["lien"],
        launched_on=date(call["date"]),
        launched_at_place=call["lieu"],
        opens_on=datetime.date.fromisoformat(window["ouverture"]),
        closes_on=date(window["fermeture"]),
        closing_note="Les documents disent « printemps 2025 » ou « juin 2025 ».",
        autonomy=item["autonomie"],
        editorial_note=item["reserves"],
    )
    page.commitments.set([models.CampaignCommitment(text=text) for text in item["engagements"]])
    page.questions.set([models.CampaignQuestion(text=text) for text in item["questions"]])
    page.aims.set([models.CampaignAim(title=aim["libelle"], text=aim["description"]) for aim in item["finalites"]])
    page.figures.set([_figure(figure) for figure in item["chiffres"]])
    cities = by_slug(LocalAuthority, item["villes_francophones"])
    page.partner_cities.set([models.CampaignCity(authority=city) for city in cities])
    page.sources.set(source_rows(models.CampaignSource, item["sources"]))
    add_page(_index(), page, publish=True)
    return True


def load_commitment(item: Item) -> bool:
    """A territory of the list, and a report when the data knows something of its consultation."""
    authorities = by_slug(LocalAuthority, item["collectivites"])
    slug = authorities[0].slug
    if models.Commitment.objects.filter(slug=slug).exists():
        return False
    known = any(item[name] for name in REPORTED)
    commitment = models.Commitment(
        campaign=models.CampaignPage.objects.get(),
        slug=slug,
        name=authorities[0].name if len(authorities) == 1 else item["nom_dans_la_liste"],
        rank=item["rang_liste"],
        state=models.Commitment.State.ENGAGED,
        reported_elsewhere=item["statut"] == CONTRIBUTION,
        note="" if known else item["notes"] or "",
    )
    commitment.publics = by_slug(AssociatedPublic, item["publics"])
    commitment.authorities.set([models.CommitmentAuthority(authority=authority) for authority in authorities])
    commitment.sources.set(_commitment_sources(item))
    commitment.save()
    if known:
        add_page(_index(), build_report(item, commitment), publish=True)
    settle(commitment)
    return True


def _commitment_sources(item: Item) -> list[models.CommitmentSource]:
    """The first announcement names fifteen territories: it is among the sources of each, and says so."""
    first = [ANNOUNCEMENT] if item["parmi_les_15_premiers"] else []
    rows = source_rows(models.CommitmentSource, [item["source"], *item["sources_complementaires"], *first])
    for row in rows:
        if first and row.title == source_title(ANNOUNCEMENT):
            row.title += NAMED_FIRST
    return rows


def build_report(item: Item, commitment: models.Commitment) -> models.ReportPage:
    page = models.ReportPage(
        slug=commitment.slug,
        title=commitment.name,
        commitment=commitment,
        is_contribution=False,  # what sources say: the territory has sent nothing here
        actual_start=date(item["date_debut"]),
        expectations=item["objectif"] or "",
        form=item["forme"] or "",
        subject=item["sujet"] or "",
        actual_end=date(item["date_fin"]),
        sequence_hours=item["sequences_heures"],
        participants=item["participants"],
        leads="\n".join(item["pistes"]),
        impacts=item["droit_de_suite"] or "",
        editorial_note=item["notes"] or "",
    )
    page.publics = by_slug(AssociatedPublic, item["publics"])
    page.formats = by_slug(ConsultationMethod, item["formes"])
    page.recruitment = by_slug(ConsultationMethod, item["recrutement"])
    page.facilitation = by_slug(ConsultationMethod, item["animation"])
    page.restitution = by_slug(ConsultationMethod, item["restitution"])
    page.segments.set(
        [
            *(models.ReportSegment(kind=SegmentKind.VIGILANCE, text=text) for text in item["points_vigilance"]),
            *(models.ReportSegment(kind=SegmentKind.DIAGNOSIS, text=text) for text in item["diagnostics"]),
            *(models.ReportSegment(kind=SegmentKind.PROPOSAL, text=text) for text in item["propositions"]),
        ]
    )
    page.outcomes.set(_outcomes(item, commitment.slug))
    page.sources.set(source_rows(models.ReportSource, [item["source"], *item["sources_complementaires"]]))
    return page


def _outcomes(item: Item, slug: str) -> list[models.ReportOutcome]:
    if not item["resultat"]:
        return []
    linked = Page.objects.filter(slug=OUTCOMES.get(slug, "")).first()
    return [models.ReportOutcome(text=item["resultat"], page_linked=linked)]


def _figure(figure: Item) -> models.CampaignFigure:
    return models.CampaignFigure(
        value=figure["valeur"],
        label=figure["libelle"],
        date=date(figure["date"]),
        source_title=source_title(figure["source"]),
        counted=figure.get("compte", ""),
        beside=figure.get("a_cote_de", ""),
    )


def _index() -> models.ConcertationIndexPage:
    found: models.ConcertationIndexPage = models.ConcertationIndexPage.objects.get()
    return found


def load(report: Report) -> None:
    report("Pages des concertations", read_items(__file__, "pages"), load_page)
    report("Campagne de concertations", read_items(__file__, "campagne"), load_campaign)
    opinions_demo.load(report)  # a consultation may have led to one
    report("Territoires engagés", read_items(__file__, "concertations"), load_commitment)
