"""The evidence of the demonstration: only the links that a source makes itself, quoted word for word from the site."""

from wagtail.models import Page

from cms.taxonomy.demo import Item
from cms.workflow.demo_publishing import add_page
from home.models import EvidenceIndexPage, EvidencePage, ManifestoPage
from search.projection import refresh


def load_index(item: Item) -> bool:
    if EvidenceIndexPage.objects.exists():
        return False
    page = EvidenceIndexPage(slug=item["slug"], title=item["titre"], introduction=item["introduction"])
    add_page(ManifestoPage.objects.get(), page, publish=True)
    return True


def load_evidence(item: Item) -> bool:
    """Nothing when what is quoted is not on the site, or when the link is there already."""
    refresh()  # the whole demonstration is one transaction, and a quotation is checked in what the public reads
    target = Page.objects.live().filter(slug=item["cible"]).first()
    if target is None or EvidencePage.objects.filter(target=target, quotation=item["citation"]).exists():
        return False
    page = EvidencePage(nature=item["nature"], target=target, quotation=item["citation"])
    page.complete()
    add_page(EvidenceIndexPage.objects.get(), page, publish=True)
    return True
