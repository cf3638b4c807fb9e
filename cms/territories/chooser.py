"""The window in which an editor finds a collectivité."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import BaseChooseView, ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from cms.core.names import NamedQuerySet
from cms.territories.models import LocalAuthority


class LocalAuthorityFilterForm(BaseFilterForm):
    """One field for every way to name a collectivité."""

    q = forms.CharField(
        label="Nom, sigle, code COG ou SIREN",
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "Sicoval, 35238, métropole rennes…"}),
    )

    def filter(self, objects: NamedQuerySet[LocalAuthority]) -> QuerySet[LocalAuthority]:
        self.search_query = self.cleaned_data["q"]
        self.is_searching = bool(self.search_query)
        return objects.matching(self.search_query)


class LocalAuthorityListing(BaseChooseView):
    """What both views of the window show: enough to tell a town from its métropole."""

    per_page = 20
    filter_form_class = LocalAuthorityFilterForm

    @property
    def columns(self) -> list[Any]:
        name = self.title_column
        name.label = "Nom"
        return [
            name,
            Column("authority_type", label="Type"),
            Column("place", label="Territoire"),
            Column("code", label="Code"),
        ]

    def get_object_list(self) -> QuerySet[LocalAuthority]:
        return LocalAuthority.objects.select_related("authority_type", "department", "region")


class LocalAuthorityChooseView(LocalAuthorityListing, ChooseView):
    pass


class LocalAuthorityChooseResultsView(LocalAuthorityListing, ChooseResultsView):
    pass


class LocalAuthorityChooserViewSet(ChooserViewSet):
    """Becomes the widget of every foreign key to a collectivité."""

    model = LocalAuthority
    icon = "site"
    choose_one_text = "Choisir une collectivité"
    choose_another_text = "Choisir une autre collectivité"
    edit_item_text = "Modifier cette collectivité"
    choose_view_class = LocalAuthorityChooseView
    choose_results_view_class = LocalAuthorityChooseResultsView


local_authority_chooser = LocalAuthorityChooserViewSet("collectivites_chooser", url_prefix="collectivites/choisir")
