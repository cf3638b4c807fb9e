"""Reviews that last too long are recalled to those who may end them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import TaskState

from cms.core.models import OutgoingMail
from cms.workflow import steps
from cms.workflow.reminders import remind
from tests.factories import StandardPageFactory
from tests.workflow.test_notifications import page, people  # noqa: F401


@pytest.fixture
def late(people, page, home):  # noqa: F811
    """Two reviews that should have ended yesterday, and one that may last; nobody was reminded yet."""
    other = StandardPageFactory(parent=home, title="Lexique", live=False)
    recent = StandardPageFactory(parent=home, title="Agenda", live=False)
    other.save_revision(user=people["both"])
    recent.save_revision(user=people["claire"])
    for draft, author in ((page, "claire"), (other, "both"), (recent, "claire")):
        steps.submit(draft, people[author])
    old = TaskState.objects.exclude(revision=recent.latest_revision)
    old.update(started_at=timezone.now() - timedelta(days=6))
    OutgoingMail.objects.all().delete()


def at(hour, days=0):
    return (timezone.localtime() + timedelta(days=days)).replace(hour=hour)


def reminded():
    return sorted(OutgoingMail.objects.values_list("to", flat=True))


def test_each_reviewer_gets_one_mail_a_day_of_what_he_may_decide(late):
    remind(at(6))
    assert not reminded()

    remind(at(9))
    remind(at(17))

    assert reminded() == ["both@exemple.fr", "remi@exemple.fr", "rose@exemple.fr"]
    rose, both = (OutgoingMail.objects.get(to=f"{name}@exemple.fr") for name in ("rose", "both"))
    assert rose.subject == "2 contenus attendent votre relecture"
    assert both.subject == "Un contenu attend votre relecture"
    assert "Lexique" in rose.text
    assert "Agenda" not in rose.text
    assert "Lexique" not in both.text

    remind(at(11, days=2))
    assert len(reminded()) == 6


def test_three_late_reviews_cost_the_questions_of_two_and_a_day_that_is_done_costs_one(late):
    def questions(days):
        with CaptureQueriesContext(connection) as captured:
            remind(at(9, days))
        return sum(query["sql"].startswith("SELECT") for query in captured)

    two = questions(0)
    assert questions(0) == 1
    TaskState.objects.update(started_at=timezone.now() - timedelta(days=6))
    assert questions(1) == two
    assert OutgoingMail.objects.filter(subject="3 contenus attendent votre relecture").count() == 2
