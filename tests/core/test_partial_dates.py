import pytest
from django.forms import modelform_factory
from hypothesis import given
from hypothesis import strategies as st

from cms.core.partial_dates import FIRST_YEAR, LAST_YEAR, PartialDate
from library_pages.models import UseCasePage
from tests.factories import UseCasePageFactory, publish

pytestmark = pytest.mark.once

NBSP = "\u00a0"
StartForm = modelform_factory(UseCasePage, fields=["started"])

dates = st.one_of(
    st.builds(PartialDate, st.integers(FIRST_YEAR, LAST_YEAR)),
    st.builds(PartialDate, st.integers(FIRST_YEAR, LAST_YEAR), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(FIRST_YEAR, LAST_YEAR), st.integers(1, 12), st.integers(1, 28)),
)


@pytest.mark.parametrize(
    ("typed", "shown", "iso"),
    [
        ("2024", "2024", "2024"),
        ("10/2024", "octobre 2024", "2024-10"),
        ("2024-10", "octobre 2024", "2024-10"),
        ("1/10/2024", "1er octobre 2024", "2024-10-01"),
        (" 13/03/2025 ", "13 mars 2025", "2025-03-13"),
        ("29/02/2024", "29 février 2024", "2024-02-29"),
    ],
)
def test_a_date_is_typed_as_it_is_known(db, typed, shown, iso):
    form = StartForm({"started": typed})

    assert form.is_valid()
    assert str(form.cleaned_data["started"]) == shown
    assert form.cleaned_data["started"].iso == iso


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("printemps", f"«{NBSP}printemps{NBSP}» n’est pas une date."),
        ("24", f"«{NBSP}24{NBSP}» n’est pas une date."),
        ("13/2024", f"Le mois va de 1 à 12{NBSP}: «{NBSP}13/2024{NBSP}»."),
        ("31/04/2024", f"Ce jour n’existe pas{NBSP}: «{NBSP}31/04/2024{NBSP}»."),
        ("29/02/2023", "Ce jour n’existe pas"),
        ("0/2024", "Le mois va de 1 à 12"),
        ("0204", f"L’année va de 1800 à 2100{NBSP}: «{NBSP}0204{NBSP}»."),
        ("20245", "n’est pas une date"),
        ("10/3024", "L’année va de 1800 à 2100"),
    ],
)
def test_a_wrong_date_is_refused_with_what_is_wrong(db, typed, message):
    form = StartForm({"started": typed})

    assert message in form.errors["started"][0]


def test_an_unknown_date_stays_unknown(db):
    form = StartForm({"started": "  "})

    assert form.is_valid()
    assert form.cleaned_data["started"] is None


def test_the_form_shows_a_known_date_as_the_french_write_it(db):
    page = UseCasePage(started=PartialDate(2025, 3, 13))

    assert 'value="13/03/2025"' in str(StartForm(instance=page)["started"])


@given(dates)
def test_a_date_survives_its_text(date):
    assert PartialDate.parse(date.iso) == date


@given(dates, dates)
def test_dates_sort_as_their_stored_texts(first, second):
    assert (first < second) == (first.iso < second.iso)


def test_a_date_survives_a_revision_and_the_database(library):
    page = UseCasePageFactory(parent=library)
    page.started, page.in_service = PartialDate(2021), PartialDate(2024, 10)

    publish(page)

    live = UseCasePage.objects.get(pk=page.pk)
    assert (live.started, live.in_service, live.ended) == (PartialDate(2021), PartialDate(2024, 10), None)
    assert live.get_latest_revision_as_object().in_service == PartialDate(2024, 10)


def test_pages_are_ordered_by_date_with_the_less_precise_first(library):
    for started in (PartialDate(2024, 10, 3), PartialDate(2024), PartialDate(2024, 2)):
        UseCasePageFactory(parent=library, started=started)

    order = UseCasePage.objects.order_by("started").values_list("started", flat=True)

    assert [date.iso for date in order] == ["2024", "2024-02", "2024-10-03"]
