"""The window in which an editor finds a collectivité."""

from django import forms
from django.db.models import QuerySet
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from cms.core.choosers import NamedFilterForm, NamedListing
from cms.territories.models import LocalAuthority


class LocalAuthorityFilterForm(NamedFilterForm):
    """One field for every way to name a collectivité."""

    q = forms.CharField(
        label="Nom, sigle, code COG ou SIREN",
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "Sicoval, 35238, métropole rennes…"}),
    )


class LocalAuthorityListing(NamedListing):
    """Enough to tell a town from its métropole."""

    filter_form_class = LocalAuthorityFilterForm
    told_by = (("authority_type", "Type"), ("place", "Territoire"), ("code", "Code"))

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
