"""Addresses of the consultations that are no pages of the tree."""

from typing import Any

urlpatterns: list[Any] = []
