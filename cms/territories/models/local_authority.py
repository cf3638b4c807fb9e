"""The register of collectivités: who runs a project, signs a charter, holds a consultation."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.core.names import NamedQuerySet, indexed
from cms.taxonomy.forms import KeptSlugForm
from cms.taxonomy.models import AuthorityType
from cms.territories.europe import country_name
from cms.territories.models.areas import Department, Region

FRANCE = "FR"
LONGEST_SEARCH = 200
"""Characters."""
SPACED_DIGITS = re.compile(r"(?<=\d)\s+(?=\d)")
"""« 243 500 139 » is one number."""
country_validator = RegexValidator(r"^[A-Z]{2}$", "Le code du pays a deux majuscules (ISO 3166-1) : FR, CA, MA…")


def siren_is_valid(siren: str) -> bool:
    """Luhn's check over the nine digits of a SIREN number."""
    digits = [int(char) * (2 if index % 2 else 1) for index, char in enumerate(siren)]
    return sum(digit - 9 if digit > 9 else digit for digit in digits) % 10 == 0


def validate_siren(siren: str) -> None:
    if not re.fullmatch(r"\d{9}", siren) or not siren_is_valid(siren):
        raise ValidationError(
            "Un numéro SIREN a neuf chiffres, dont le dernier est une clé de contrôle : vérifiez la saisie."
        )


class LocalAuthorityQuerySet(NamedQuerySet["LocalAuthority"]):
    """Homonyms are many: the most populated comes first."""

    ties = (models.F("population").desc(nulls_last=True), "name")

    def choosable(self) -> "LocalAuthorityQuerySet":
        """Those that somebody may answer for today, with what tells homonyms apart."""
        return self.filter(replaced_by=None).select_related("authority_type", "department", "region")

    def typed(self, words: str) -> "LocalAuthorityQuerySet":
        """Those that are called so or have this code, best first."""
        return self.matching(SPACED_DIGITS.sub("", words[:LONGEST_SEARCH]))


class LocalAuthority(models.Model):
    """A collectivité or a public structure of the network, in France or abroad."""

    name = models.CharField(
        "nom d’usage", max_length=150, help_text="Tel qu’affiché : « Ville de Rennes », « Sicoval »."
    )
    official_name = models.CharField(
        "nom officiel", max_length=150, blank=True, help_text="Nom dans le découpage administratif (COG ou BANATIC)."
    )
    slug = models.SlugField(
        "identifiant", max_length=80, unique=True, help_text="Figure dans les adresses et ne change plus."
    )
    aliases = models.TextField(
        "autres noms",
        blank=True,
        help_text="Un par ligne : sigle, ancien nom, orthographe courante. Servent à la recherche.",
    )
    authority_type = models.ForeignKey(AuthorityType, verbose_name="type", on_delete=models.PROTECT, related_name="+")
    country = models.CharField(
        "pays",
        max_length=2,
        default=FRANCE,
        validators=[country_validator],
        help_text="Code ISO à deux lettres.",
    )
    cog_code = models.CharField(
        "code COG",
        max_length=5,
        blank=True,
        validators=[
            RegexValidator(
                r"^(\d{2}|\d[0-9AB]\d{0,3})$", "Un code COG a de deux à cinq caractères : 35238, 2A247, 31 ou 53."
            )
        ],
        help_text="Commune : 5 caractères ; département : 2 ou 3 ; région : 2. Vide pour une intercommunalité.",
    )
    siren = models.CharField("SIREN", max_length=9, blank=True, validators=[validate_siren], help_text="Neuf chiffres.")
    region = models.ForeignKey(
        Region, verbose_name="région", null=True, blank=True, on_delete=models.PROTECT, related_name="authorities"
    )
    department = models.ForeignKey(
        Department,
        verbose_name="département",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="authorities",
        help_text="Pour une intercommunalité, celui où vit la plus grande part de sa population.",
    )
    population = models.PositiveIntegerField(
        "population", null=True, blank=True, help_text="Population municipale, en habitants."
    )
    population_source = models.CharField("source de la population", max_length=255, blank=True)
    commune_count = models.PositiveSmallIntegerField("nombre de communes", null=True, blank=True)
    latitude = models.FloatField(
        "latitude",
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text="Degrés, WGS 84.",
    )
    longitude = models.FloatField(
        "longitude",
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text="Degrés, WGS 84.",
    )
    website = models.URLField("site internet", blank=True)
    replaced_by = models.ForeignKey(
        "self",
        verbose_name="remplacée par",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaces",
        help_text="Après une fusion : la collectivité qui lui succède.",
    )
    source = models.CharField("source", max_length=255, blank=True)
    search_text = models.TextField(editable=False, default="")

    objects = LocalAuthorityQuerySet.as_manager()

    base_form_class = KeptSlugForm

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("official_name"), FieldPanel("aliases"), FieldPanel("slug")], "Noms"
        ),
        MultiFieldPanel(
            [FieldPanel("authority_type"), FieldRowPanel([FieldPanel("cog_code"), FieldPanel("siren")])],
            "Nature et codes",
        ),
        MultiFieldPanel(
            [
                FieldPanel("country"),
                FieldRowPanel([FieldPanel("department"), FieldPanel("region")]),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            ],
            "Situation",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("population"), FieldPanel("commune_count")]),
                FieldPanel("population_source"),
                FieldPanel("website"),
            ],
            "Présentation",
        ),
        MultiFieldPanel([FieldPanel("replaced_by"), FieldPanel("source")], "Suivi"),
    ]

    class Meta:
        verbose_name = "collectivité"
        ordering = ["name"]
        indexes = [models.Index(fields=["name"], name="local_authority_name")]
        constraints = [
            models.UniqueConstraint(fields=["siren"], condition=~models.Q(siren=""), name="siren_unique"),
            models.UniqueConstraint(
                fields=["authority_type", "cog_code"], condition=~models.Q(cog_code=""), name="cog_code_unique_in_type"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        if self.country != FRANCE:
            if self.cog_code or self.siren:
                raise ValidationError({"country": "Une ville hors de France n’a ni code COG ni SIREN."})
        elif self.authority_type_id and self.authority_type.group != AuthorityType.Group.AUTRES and not self.code:
            raise ValidationError({"cog_code": "Indiquez au moins un code : COG ou SIREN."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = self.searched()
        super().save(*args, **kwargs)

    def searched(self) -> str:
        """What it is found by."""
        return indexed((self.name, self.official_name, *self.aliases.splitlines(), self.cog_code, self.siren))

    @property
    def code(self) -> str:
        """The code that identifies it: COG for a commune, a département or a région, SIREN otherwise."""
        return self.cog_code or self.siren

    @property
    def code_in_words(self) -> str:
        """« code COG 35238 », « SIREN 243 500 139 »; empty without a code."""
        if self.cog_code:
            return f"code COG {self.cog_code}"
        digits = "\u00a0".join(self.siren[rank : rank + 3] for rank in (0, 3, 6))
        return f"SIREN {digits}" if self.siren else ""

    @property
    def coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude; None unless both are known."""
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude

    @property
    def place(self) -> str:
        """« Haute-Garonne, Occitanie »; the région alone for a région, the country abroad."""
        parts = dict.fromkeys(str(area) for area in (self.department, self.region) if area)
        return ", ".join(parts) or ("" if self.country == FRANCE else country_name(self.country))
