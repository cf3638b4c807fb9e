"""The worker is killed between deciding what is new and queueing its mail: nothing is lost, nothing is told twice."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from search.models import Alert
from tests.factories import UseCasePageFactory
from tests.faults.test_projection_kill import run_and_be_killed
from tests.search.alerts import follow, mails

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

DIE_BEFORE_THE_MAIL = """
import os, signal
from django.db.models.signals import post_init
from cms.core.models import OutgoingMail
post_init.connect(lambda **kwargs: os.kill(os.getpid(), signal.SIGKILL), sender=OutgoingMail, weak=False)
from search.alerts.sending import send_due
send_due()
"""

DIE_BEFORE_THE_COMMIT = """
import os, signal
from django.db import transaction
from cms.core.models import OutgoingMail
from search.alerts.sending import send_due
with transaction.atomic():
    send_due()
    assert OutgoingMail.objects.filter(name="alert_news").exists()
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("death", [DIE_BEFORE_THE_MAIL, DIE_BEFORE_THE_COMMIT])
def test_a_worker_killed_while_it_decides_has_told_nothing_and_the_next_tells_it_once(library, death):
    follow()
    UseCasePageFactory(parent=library, title="Vélos")
    Alert.objects.update(due=timezone.now())
    told = Alert.objects.get().told

    run_and_be_killed(death)
    assert not mails("news")
    assert Alert.objects.get().told == told

    call_command("sweep")
    call_command("sweep")

    [message] = [message for message in mail.outbox if "nouveauté" in message.subject]
    assert "Vélos" in message.body
