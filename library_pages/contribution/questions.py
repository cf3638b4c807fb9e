"""What a contributor is asked, in plain French, step by step. Eight answers are required, the licence included."""

from dataclasses import dataclass
from typing import Any

from django.db import models

from library_pages.models import Benefit, Dataset, Failure, Result, Source, UseCaseContact


@dataclass(frozen=True)
class Question:
    """`name` is a field of the fiche; without words of its own, its label and its help are those of the editors."""

    name: str
    label: str = ""
    help_text: str = ""
    required: bool = False
    suggested: bool = False
    """Whether a similar fiche may suggest the answer: a way to sort, never a fact."""
    exemplary: bool = True
    """Whether what others answered helps to answer."""


@dataclass(frozen=True)
class Rows:
    """A question that takes several answers, each of `fields`."""

    relation: str
    model: type[models.Model]
    fields: tuple[str, ...]
    label: str
    item: str
    help_text: str = ""
    required: bool = False
    restricted: bool = False
    """Read by members only."""

    @property
    def exemplary(self) -> bool:
        return not self.restricted

    @property
    def name(self) -> str:
        return self.relation


@dataclass(frozen=True)
class Step:
    """A page of the form. Steps that are not required come after, in any order."""

    slug: str
    title: str
    lede: str
    questions: tuple[Question, ...] = ()
    rows: tuple[Rows, ...] = ()
    required: bool = False
    restricted: bool = False

    @property
    def asked(self) -> list[Question | Rows]:
        """Everything that the page asks, in its order."""
        return [*self.questions, *self.rows]

    @property
    def names(self) -> list[str]:
        return [asked.name for asked in self.asked]


def required(name: str, label: str, help_text: str = "", **options: Any) -> Question:
    return Question(name, label, help_text, required=True, **options)


PROJECT = Step(
    "projet",
    "Le projet",
    "De quoi parle la fiche, et où en est le projet.",
    (
        required("authority", "Quelle collectivité porte le projet ?", "Elle répond de la fiche.", exemplary=False),
        required(
            "title",
            "Quel titre donner à la fiche ?",
            "Un verbe d’action, 100 caractères au plus. "
            "Ex. : « Cibler la recherche de fuites sur le réseau d’eau potable ».",
        ),
        required("maturity", "Où en est le projet aujourd’hui ?"),
    ),
    required=True,
)

PUBLIC = Step(
    "public",
    "Le sujet et le public",
    "Ce qui permet à une autre collectivité de trouver la fiche.",
    (
        required("theme", "À quel sujet la rattacher d’abord ?", suggested=True),
        required(
            "audiences",
            "Qui s’en sert, ou qui en profite ?",
            "Plusieurs réponses possibles.",
            suggested=True,
        ),
    ),
    required=True,
)

ESSENTIAL = Step(
    "essentiel",
    "L’essentiel",
    "Le texte que tout le monde lira, et d’où viennent ses faits.",
    (
        required(
            "summary",
            "En deux à quatre phrases : qui, quoi, pour quel résultat ?",
            "400 caractères au plus.",
        ),
    ),
    (
        Rows(
            "sources",
            Source,
            ("title", "url"),
            "D’où viennent les faits et les chiffres ?",
            "Source",
            "Un document, une page, une délibération. La principale d’abord.",
            required=True,
        ),
    ),
    required=True,
)

STORY = Step(
    "recit",
    "Le récit",
    "Ce qu’une collectivité voudra savoir avant de se lancer à son tour.",
    (
        Question("need", "Quel problème fallait-il résoudre, et pour qui ?"),
        Question("deployment", "Comment vous y êtes-vous pris ?"),
        Question("lessons", "Que faut-il réunir pour refaire la même chose ailleurs ?"),
        Question("work_effects", "Qu’est-ce qui a changé pour les agents ?"),
    ),
    (
        Rows(
            "benefits",
            Benefit,
            ("text",),
            "Qu’en attendez-vous ?",
            "Bénéfice",
            "Une phrase par bénéfice annoncé. Ce que vous avez mesuré se dit plus bas.",
        ),
        Rows(
            "results",
            Result,
            ("indicator", "before", "after", "unit", "period", "source", "source_url"),
            "Qu’avez-vous mesuré ?",
            "Résultat",
            "Un chiffre sans source ne se publie pas.",
        ),
    ),
)

MEANS = Step(
    "moyens",
    "Le calendrier et les moyens",
    "Des ordres de grandeur suffisent ; ce que vous ne savez pas reste vide.",
    (
        Question("started", "Quand le projet a-t-il commencé ?"),
        Question("in_service", "Depuis quand l’outil sert-il vraiment ?"),
        Question("ended", "S’il est terminé, quand ?"),
        Question("solution", "Quel logiciel ou quel développement ?"),
        Question("procurement", "Comment l’avez-vous obtenu ?"),
        Question("staff_fte", "Combien d’agents y travaillent, en équivalents temps plein ?"),
        Question("duration_months", "Combien de mois, de la décision à la mise en service ?"),
        Question("investment_cost", "Combien a coûté la mise en place, en euros ?"),
        Question("yearly_cost", "Combien coûte une année, en euros ?"),
        Question("cost_year", "De quelle année sont ces montants ?"),
        Question("cost_note", "Que faut-il préciser sur le coût ?"),
    ),
)

TECHNIQUE = Step(
    "technique",
    "La technique et les données",
    "Pour qu’un service informatique sache à quoi s’attendre.",
    (
        Question("techniques", "Quelles techniques sont employées ?", suggested=True),
        Question("personal_data", "L’outil traite-t-il des données personnelles ?"),
        Question("hosting", "Où se trouvent les données et le modèle ?", "Ceux de l’outil en service."),
        Question("secnumcloud", "L’hébergeur est-il qualifié SecNumCloud ?", "Une qualification de l’ANSSI."),
        Question("foreign_law", "L’éditeur dépend-il d’un droit hors de l’Union européenne ?"),
        Question("code_url", "Le code est-il public ? Donnez son adresse."),
    ),
    (
        Rows(
            "datasets",
            Dataset,
            ("title", "provenance", "collection", "url"),
            "Quelles données utilisez-vous ?",
            "Jeu de données",
        ),
    ),
)

FRAME = Step(
    "cadre",
    "Le cadre et le contact",
    "Qui décide, qui vérifie, à qui écrire.",
    (
        Question("automation", "Quelle part l’outil prend-il dans une décision sur une personne ?"),
        Question("human_oversight", "Qui vérifie, qui corrige, comment contester ?"),
        Question("ai_act", "Quel niveau du règlement européen sur l’IA ?"),
        Question("ai_act_reason", "Pourquoi ce niveau ?"),
        Question("notice_url", "Les usagers sont-ils prévenus ? Donnez l’adresse de la mention."),
        Question("public_contact_email", "À quelle adresse générique peut-on vous écrire ?"),
        Question("public_contact_url", "Ou sur quelle page ?"),
    ),
)

ANNEXES = Step(
    "annexes",
    "Les ratages et les contacts",
    "Ce qui aide une autre collectivité à ne pas refaire les mêmes erreurs, et à qui parler.",
    (Question("no_known_failure", "Aucun ratage connu à ce jour", exemplary=False),),
    (
        Rows(
            "failures",
            Failure,
            ("nature", "phase", "text", "cause", "effect", "lesson", "avoided_cost", "source_url"),
            "Qu’est-ce qui n’a pas marché ?",
            "Ratage",
            "Les faits, sans nommer personne.",
            restricted=True,
        ),
        Rows(
            "contacts",
            UseCaseContact,
            ("role", "name", "email", "phone", "purpose", "agreed_on", "expires_on"),
            "Qui accepte d’en parler avec une autre collectivité ?",
            "Contact",
            "Avec son accord, pour une durée de deux ans au plus.",
            restricted=True,
        ),
    ),
    restricted=True,
)

STEPS = (PROJECT, PUBLIC, ESSENTIAL, STORY, MEANS, TECHNIQUE, FRAME, ANNEXES)
REQUIRED_STEPS = tuple(step for step in STEPS if step.required)


def step_named(slug: str) -> Step | None:
    return next((step for step in STEPS if step.slug == slug), None)


def step_of(name: str) -> Step | None:
    """The step that asks for a field of the fiche, if one does."""
    return next((step for step in STEPS if name in step.names), None)
