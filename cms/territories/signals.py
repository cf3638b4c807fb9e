"""What a change of the whole register tells the applications above, once instead of once a row."""

from django.dispatch import Signal

register_changed = Signal()
"""Sent in the transaction of an import that changed something: `ids` is the set of keys of the authorities changed."""
