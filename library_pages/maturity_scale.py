"""How far a project is, on the scale of the vocabulary."""

from typing import NamedTuple

from cms.core.per_version import PerVersion
from cms.taxonomy.models import Maturity

_scale: PerVersion[list[Maturity]] = PerVersion(lambda _: list(Maturity.objects.filter(on_scale=True)))


class Step(NamedTuple):
    """A degree of progress, seen from where the project is."""

    label: str
    done: bool
    current: bool


def steps(maturity: Maturity | None, version: str) -> list[Step]:
    """The scale for this maturity; empty when the project is off the scale or does not say."""
    if not maturity or not maturity.on_scale:
        return []
    return [Step(step.label, step.order < maturity.order, step.pk == maturity.pk) for step in _scale.get(version)]
