"""The windows in which an editor finds an actor or a solution."""

from collections.abc import Sequence
from typing import Any

from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from cms.core.choosers import NamedListing
from library_pages.models import Actor, Solution


class RegisterListing(NamedListing):
    @property
    def told_by(self) -> Sequence[tuple[str, str]]:  # type: ignore[override]  # it depends on the register
        return (("nature", "Nature"),) if self.model_class is Actor else (("publisher", "Éditeur"),)

    def get_object_list(self) -> Any:
        return self.model_class.objects.select_related(*self.model_class.joined)


class RegisterChooseView(RegisterListing, ChooseView):
    pass


class RegisterChooseResultsView(RegisterListing, ChooseResultsView):
    pass


class ActorChooserViewSet(ChooserViewSet):
    """Becomes the widget of every foreign key to an actor."""

    model = Actor
    icon = "group"
    choose_one_text = "Choisir un acteur"
    choose_another_text = "Choisir un autre acteur"
    edit_item_text = "Modifier cet acteur"
    choose_view_class = RegisterChooseView
    choose_results_view_class = RegisterChooseResultsView


class SolutionChooserViewSet(ChooserViewSet):
    """Becomes the widget of every foreign key to a solution."""

    model = Solution
    icon = "cogs"
    choose_one_text = "Choisir une solution"
    choose_another_text = "Choisir une autre solution"
    edit_item_text = "Modifier cette solution"
    choose_view_class = RegisterChooseView
    choose_results_view_class = RegisterChooseResultsView


actor_chooser = ActorChooserViewSet("acteurs_chooser", url_prefix="acteurs/choisir")
solution_chooser = SolutionChooserViewSet("solutions_chooser", url_prefix="solutions/choisir")
