"""Tells the site what press contacts are: who hands them over, erases them, and explains them to the public."""

from cms.members import personal_data
from home.press import keeping


def register_all() -> None:
    personal_data.register("Contacts presse", keeping.export, keeping.erase, keeping.forget)
    personal_data.explain("components/information/press_contacts.html", kept_days=keeping.KEPT.days)
