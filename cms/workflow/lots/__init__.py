"""Lots: pages approved one by one, then put online at one instant, all of them or none."""

from cms.workflow.lots.preparing import is_held as held_by_lot
from cms.workflow.lots.preparing import leave

__all__ = ["held_by_lot", "leave"]
