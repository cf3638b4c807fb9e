"""What each role may do, as the README shows it: written from the rules themselves by `manage.py roles --readme`."""

from collections.abc import Iterator, Sequence

from cms.members.roles import ADMIN, CONTRIBUTEUR, ROLES, Role
from cms.workflow.permissions import RULES, Action, Rule

BEGIN, END = "<!-- rôles : début -->", "<!-- rôles : fin -->"
"""What stands between is ours; « manage.py roles --readme » rewrites it."""
VERBS = {
    Action.CREATE: "Créer une page",
    Action.EDIT: "Modifier (hors relecture)",
    Action.SUBMIT: "Soumettre à relecture",
    Action.WITHDRAW: "Reprendre ce que l’on a soumis",
    Action.APPROVE: "Approuver le travail d’autrui",
    Action.ASK_CHANGES: "Demander des modifications",
    Action.REFUSE: "Refuser",
    Action.TAKE_OFFLINE: "Retirer une page en ligne",
    Action.UNSCHEDULE: "Annuler une publication programmée",
    Action.DELETE: "Supprimer un brouillon ou une page retirée",
    Action.MOVE: "Déplacer",
    Action.REORDER: "Réordonner",
    Action.RESTRICT: "Restreindre l’accès d’une page",
    Action.REQUEST_OPINION: "Demander un avis par lien",
    Action.CONFIRM: "Dire qu’une page est toujours exacte",
}


def readme_part() -> str:
    """Two tables: what the roles are for, and who may do what with a page."""
    roles = _table(
        ("Rôle", "Entre dans `/admin/`", "Ce qu’il fait"),
        [(role.name, "oui" if set(ADMIN) <= set(role.others) else "non", role.summary) for role in ROLES],
    )
    actions = _table(
        ("Avec une page…", *(role.name for role in ROLES)),
        [(VERBS[action], *(_cell(rule, role) for role in ROLES)) for action, rule in RULES.items()],
    )
    return "\n".join([BEGIN, *roles, "", *actions, END])


def rewritten(readme: str) -> str:
    """The README with this part up to date. Raises ValueError when its marks are not there."""
    before, _, rest = readme.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise ValueError(f"README.md : il faut une ligne « {BEGIN} » et une ligne « {END} ».")
    return f"{before}{readme_part()}{after}"


def _cell(rule: Rule, role: Role) -> str:
    if role in rule.roles:
        return "oui"
    return "les siennes" if role is CONTRIBUTEUR and rule.contributors is not Rule.contributors else "–"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"| {' | '.join('---' for _ in head)} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"
