"""The information pages of the demonstration: nothing but what the site computes."""

from cms.taxonomy.demo import Item, Report, read_items
from cms.workflow.demo_publishing import add_page
from home import models


def load_page(item: Item) -> bool:
    page_class = getattr(models, item["classe"])
    if page_class.objects.exists():
        return False
    add_page(models.HomePage.objects.get(), page_class(title=item["titre"], **_words(item)), publish=True)
    return True


def _words(item: Item) -> dict[str, str]:
    return {"introduction": item["introduction"]} if "introduction" in item else {}


def load(report: Report) -> None:
    report("Pages d’information", read_items(__file__, "pages_information"), load_page)
