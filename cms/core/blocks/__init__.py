"""Blocks of the StreamField `body` that every content page has."""

from cms.core.blocks.body import BodyBlock

__all__ = ["BodyBlock"]
