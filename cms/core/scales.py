"""Steps of a quantity: which one a value falls on, and how far two of them are."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Step:
    """From `floor` (included) to the floor of the next one. `slug` never changes: it stands in addresses."""

    floor: float
    slug: str
    label: str


@dataclass(frozen=True)
class Scale:
    """Steps from the lowest to the highest; the first starts at 0."""

    steps: Sequence[Step]

    def of(self, value: float | Decimal | None) -> Step | None:
        """The step of a value; None when it is unknown."""
        if value is None:
            return None
        return next(step for step in reversed(self.steps) if value >= step.floor)

    def rank(self, slug: str) -> int | None:
        """Where this step stands, from 0; None when there is no such step."""
        return next((rank for rank, step in enumerate(self.steps) if step.slug == slug), None)
