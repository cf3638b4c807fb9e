"""Admin screens of the search."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.models import SynonymGroup


class SynonymGroupViewSet(SnippetViewSet):
    """Words that find one another."""

    model = SynonymGroup  # type: ignore[assignment]  # Wagtail declares None only
    icon = "search"
    menu_label = "Synonymes"
    menu_hook = "register_vocabulary_menu_item"  # under « Vocabulaires »
    menu_order = 900
    list_display = ["__str__", "active"]
    list_filter = ["active"]
    search_fields = ["terms"]


register_snippet(SynonymGroupViewSet)
