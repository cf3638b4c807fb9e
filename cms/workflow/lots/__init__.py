"""Lots: pages approved one by one, then put online at one instant, all of them or none."""

from cms.workflow.lots.preparing import leave

__all__ = ["leave"]
