"""The windows in which an editor finds an actor or a solution."""

from typing import Any

from django import forms
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import BaseChooseView, ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from cms.territories.chooser import LocalAuthorityFilterForm
from library_pages.models import Actor, Solution


class NameFilterForm(LocalAuthorityFilterForm):
    """Any name of the item, whatever the accents."""

    q = forms.CharField(label="Nom, sigle ou autre nom", required=False)


class RegisterListing(BaseChooseView):
    """What both views of a window show: enough to tell two namesakes apart."""

    per_page = 20
    filter_form_class = NameFilterForm

    @property
    def columns(self) -> list[Any]:
        name = self.title_column
        name.label = "Nom"
        told_by = (
            Column("nature", label="Nature") if self.model_class is Actor else Column("publisher", label="Éditeur")
        )
        return [name, told_by]

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
