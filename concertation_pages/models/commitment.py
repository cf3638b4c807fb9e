"""A territory that answers the call: a register, validated by staff, public without any personal data."""

import uuid
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from cms.core.models.rows import Row, SourceRow
from cms.core.names import NamedQuerySet, indexed
from cms.core.partial_dates import PartialDateField, check_past
from cms.taxonomy.forms import KeptSlugForm
from cms.taxonomy.models import PUBLIC_STATES, AssociatedPublic, ConsultationState, Perimeter
from cms.territories.models import LocalAuthority
from concertation_pages import documents
from search.documents import SearchDocument


class CommitmentQuerySet(NamedQuerySet["Commitment"]):
    def public(self) -> "CommitmentQuerySet":
        """Those that anybody may know of."""
        return self.filter(state__in=PUBLIC_STATES)

    def territories(self) -> int:
        """How many: one that committed in several campaigns, known by its first collectivité, is one."""
        first = CommitmentAuthority.objects.filter(commitment=models.OuterRef("pk")).order_by("sort_order", "pk")
        named = self.order_by().annotate(represented_by=models.Subquery(first.values("authority")[:1]))
        number: int = named.aggregate(number=models.Count("represented_by", distinct=True))["number"]
        return number


class Commitment(ClusterableModel):
    """One or several collectivités that undertake together to consult and to share what comes out of it."""

    State = ConsultationState
    search_relations: ClassVar[tuple[str, ...]] = documents.RELATIONS
    search_summary_of: ClassVar[Mapping[str, str]] = documents.SUMMARY_OF

    campaign = models.ForeignKey(
        "concertation_pages.CampaignPage",
        verbose_name="campagne",
        on_delete=models.PROTECT,
        related_name="territories",
    )
    name = models.CharField(
        "territoire", max_length=150, help_text="Tel qu’affiché. Ex. : « Rennes Ville et Métropole »."
    )
    slug = models.SlugField(
        "identifiant", max_length=80, unique=True, help_text="Figure dans les adresses et ne change plus."
    )
    rank = models.PositiveSmallIntegerField("rang dans la liste", null=True, blank=True)
    state = models.CharField(
        "état", max_length=20, choices=ConsultationState.choices, default=ConsultationState.UNCONFIRMED
    )
    reported_elsewhere = models.BooleanField(
        "contribution publiée ailleurs",
        default=False,
        help_text="Une source dit qu’elle l’est, même si son contenu n’est pas sur ce site.",
    )
    publics = ParentalManyToManyField(AssociatedPublic, verbose_name="publics associés", blank=True, related_name="+")
    perimeter = models.CharField("périmètre", max_length=10, choices=Perimeter.choices, blank=True)
    expected_start = PartialDateField("date de début prévue")
    started_on = PartialDateField("commencée le")
    committed_on = PartialDateField("engagé le")
    charter_version = models.PositiveSmallIntegerField("version de la charte acceptée", null=True, blank=True)
    charter_text = models.TextField("texte accepté", blank=True, editable=False)
    """The very words, whatever the campaign says later."""
    charter_accepted_at = models.DateTimeField("charte acceptée le", null=True, blank=True)
    sharing_accepted_at = models.DateTimeField("partage des résultats accepté le", null=True, blank=True)
    note = models.TextField("réserves de la rédaction", blank=True, help_text="Publiées.")
    created_at = models.DateTimeField("demandé le", auto_now_add=True)
    validated_at = models.DateTimeField("validé le", null=True, blank=True, editable=False)
    validated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="validé par",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decision_reason = models.TextField("motif de la décision", blank=True, editable=False)
    """Of a refusal or a withdrawal; told to the territory, never published."""
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    """Of the form that made it: sent twice, it makes one."""
    search_text = models.TextField(editable=False, default="")

    objects = CommitmentQuerySet.as_manager()

    base_form_class = KeptSlugForm

    panels = [
        MultiFieldPanel(
            [FieldPanel("campaign"), FieldPanel("name"), FieldPanel("slug"), FieldPanel("rank")], "Territoire"
        ),
        InlinePanel("authorities", heading="Collectivités", label="Collectivité", min_num=1),
        MultiFieldPanel(
            [
                FieldPanel("publics"),
                FieldRowPanel([FieldPanel("perimeter"), FieldPanel("expected_start")]),
                FieldRowPanel([FieldPanel("committed_on"), FieldPanel("started_on")]),
                FieldPanel("reported_elsewhere"),
            ],
            "Concertation prévue",
        ),
        FieldPanel("note"),
        InlinePanel("sources", heading="Sources", label="Source"),
    ]

    class Meta:
        verbose_name = "engagement"
        ordering = ["rank", "name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = indexed([self.name])
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        check_past(self, "started_on", "committed_on")

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC_STATES

    def get_absolute_url(self) -> str:
        return reverse("committed_territory", args=[self.slug])

    def search_documents(self) -> Iterator[SearchDocument]:
        if self.is_public:
            yield documents.commitment_document(self)


class CommitmentAuthority(Row):
    """A legal entity of a commitment, the one that represents it on the map first."""

    commitment = ParentalKey(Commitment, on_delete=models.CASCADE, related_name="authorities")
    authority = models.ForeignKey(
        LocalAuthority, verbose_name="collectivité", on_delete=models.PROTECT, related_name="+"
    )

    panels = [FieldPanel("authority")]

    class Meta(Row.Meta):
        verbose_name = "collectivité engagée"
        verbose_name_plural = "collectivités engagées"


class CommitmentSource(SourceRow):
    """Where a commitment that was not made on this site is written."""

    commitment = ParentalKey(Commitment, on_delete=models.CASCADE, related_name="sources")


class ReferentQuerySet(models.QuerySet["Referent"]):
    def who_answer(self) -> "ReferentQuerySet":
        """Those who confirmed an address where a question reaches them."""
        return self.filter(erased_at=None, confirmed_at__isnull=False).exclude(email="")


class Referent(models.Model):
    """Somebody who answers for a commitment. Read by staff only, and erased in time (`commitment.keeping`)."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="referents")
    email = models.EmailField("courriel")
    name = models.CharField("nom", max_length=120, blank=True)
    role = models.CharField("fonction", max_length=200, blank=True)
    confirmed_at = models.DateTimeField("adresse confirmée le", null=True, blank=True)
    erased_at = models.DateTimeField("données effacées le", null=True, blank=True)
    created_at = models.DateTimeField("ajouté le", auto_now_add=True)

    objects = ReferentQuerySet.as_manager()

    class Meta:
        verbose_name = "personne référente"
        verbose_name_plural = "personnes référentes"
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "email"], condition=~models.Q(email=""), name="referent_unique_in_commitment"
            )
        ]

    def __str__(self) -> str:
        return f"Personne référente {self.pk}"
