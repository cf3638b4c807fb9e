"""The README says what the code allows."""

from pathlib import Path

from django.conf import settings

from cms.workflow.permissions import RULES
from cms.workflow.roles_table import VERBS, rewritten


def test_the_tables_of_roles_in_the_readme_are_up_to_date():
    readme = Path(settings.BASE_DIR, "README.md").read_text()

    assert rewritten(readme) == readme, "Lancez « manage.py roles --readme »."
    assert set(VERBS) == set(RULES)
