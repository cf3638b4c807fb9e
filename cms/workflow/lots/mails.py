"""What rédaction is told when a lot did not go online."""

from django.urls import reverse

from cms.core.mail import absolute, queue
from cms.workflow.models import Release
from cms.workflow.people import editors


def tell_failure(release: Release) -> None:
    """One mail a person and an attempt."""
    context = {
        "release": release,
        "url": absolute(reverse("lot", args=[release.pk])),
        "action": "Ouvrir le lot",
    }
    for person in editors():
        queue("lot_failed", person.email, context, key=f"lot:{release.pk}:{release.tried_at:%Y%m%d%H%M%S}:{person.pk}")
