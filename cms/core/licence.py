"""Under what conditions the texts and the data of the site are reused; `components/licence.html` says it to readers."""

LICENCE = "Licence Ouverte 2.0"
LICENCE_URL = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
