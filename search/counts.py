"""What the site counts in its own public content, so that a figure quoted elsewhere can be read beside it."""

from cms.core.figures import Count, register_count
from search.addresses import LIBRARY_URL, OPINIONS_URL, PROPOSALS_URL
from search.facets import KIND
from search.figures import facet_counts, total

TODAY = (
    Count(
        "fiche",
        "fiche publiée",
        "fiches publiées",
        "Fiches de cas d’usage que la bibliothèque publie.",
        f"{LIBRARY_URL}?{KIND}=fiche",
        lambda version: total({KIND: ["fiche"]}, version),
    ),
    Count(
        "collectivite",
        "collectivité documentée",
        "collectivités documentées",
        "Collectivités qui ont au moins une fiche publiée.",
        "",
        lambda version: len(facet_counts("collectivite", {KIND: ["fiche"]}, version)),
    ),
    Count(
        "charte",
        "charte ou stratégie",
        "chartes et stratégies",
        "Chartes et stratégies que le site recense, quel que soit leur état.",
        "/chartes/",
        lambda version: total({KIND: ["charte"]}, version),
    ),
    Count(
        "proposition",
        "proposition",
        "propositions",
        "Propositions que portent les contributions publiées des territoires.",
        f"{PROPOSALS_URL}?{KIND}=proposition",
        lambda version: total({KIND: ["proposition"]}, version),
    ),
    Count(
        "avis",
        "avis citoyen",
        "avis citoyens",
        "Avis d’instances citoyennes publiés sur le site.",
        f"{OPINIONS_URL}?{KIND}=avis",
        lambda version: total({KIND: ["avis"]}, version),
    ),
)


def register_all() -> None:
    for count in TODAY:
        register_count(count)
