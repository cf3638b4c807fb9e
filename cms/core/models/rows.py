"""The repeated answers of a page."""

from wagtail.models import Orderable


class Row(Orderable):
    """One of several answers, in the order of the editor; rows that code adds without a rank keep theirs."""

    class Meta(Orderable.Meta):
        abstract = True
        ordering = ["sort_order", "pk"]
