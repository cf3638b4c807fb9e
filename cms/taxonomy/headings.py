"""Forms of the snippets that begin with a heading: in the lowest layer, because every other has snippets."""

from typing import Any

from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet


class Headed:
    """`title` is the first heading, that Wagtail hides from those who see the breadcrumb; it gives it to pages only."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # of the view beside
        return {**context, "title": context["header_title"]}


class HeadedCreateView(Headed, CreateView):
    pass


class HeadedEditView(Headed, EditView):
    pass


class HeadedViewSet(SnippetViewSet):
    """What the screens of all our snippets share."""

    add_view_class = HeadedCreateView
    edit_view_class = HeadedEditView
