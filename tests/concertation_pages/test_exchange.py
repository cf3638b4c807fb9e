"""Files of reports, passages and points: their export is their import, and one wrong cell refuses everything."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from concertation_pages.exchange.importing import DATASETS
from concertation_pages.models import ImportFile, ReportPage, StatusChange, TrackedItem
from tests.factories.concertations import (
    AssociatedPublicFactory,
    CampaignPageFactory,
    CommitmentFactory,
    ConcertationIndexPageFactory,
    ConsultationMethodFactory,
    FollowUpStatusFactory,
    ReportPageFactory,
)
from tests.sign_in import sign_in


@pytest.fixture
def report(home):
    """A report of Rennes with everything that is hard to write in a cell."""
    index = ConcertationIndexPageFactory(parent=home)
    commitment = CommitmentFactory(campaign=CampaignPageFactory(parent=index), name="Rennes")
    page = ReportPageFactory(
        parent=index,
        commitment=commitment,
        title="=Rennes ; « débat »",
        subject='Une consigne\nsur deux lignes ; « avec » "guillemets"',
        participants=40,
        sequence_hours="7.5",
        actual_start="2024-10",
        publics=[AssociatedPublicFactory(slug="agents"), AssociatedPublicFactory(slug="elus")],
        recruitment=[ConsultationMethodFactory(slug="tirage-au-sort")],
        proposals=["-Former les agents", "Un comité"],
        vigilance=["L’eau"],
    )
    page.save_revision()
    realised = FollowUpStatusFactory(slug="realisee")
    FollowUpStatusFactory(slug="non-programmee")
    item = TrackedItem.objects.get_or_create(page=page, code="P-1")[0]
    StatusChange.objects.create(item=item, status=realised, reason="=Fait", author_name="Ville de Rennes")
    return page


def exported(client, dataset, form="csv"):
    return client.get(reverse("consultation_export", args=[dataset, form])).content


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def written(rows):
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def sent(client, dataset, content, name="fichier.csv"):
    """The page that follows the form: a plan, or the form with its errors."""
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("consultation_files"), {"dataset": dataset, "file": file}, follow=True)


def last_version(page):
    return ReportPage.objects.get(pk=page.pk).get_latest_revision_as_object()


def problems(response):
    return {(problem.line, problem.column) for problem in response.context["plan"].problems}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_imported_unchanged_changes_nothing(redaction, report, form):
    for dataset in DATASETS:
        content = exported(redaction, dataset, form)
        plan = sent(redaction, dataset, content, f"fichier.{form}").context["plan"]

        assert (plan.changes, plan.problems) == ([], [])
        assert plan.unchanged == {"comptes-rendus": 1, "passages": 3, "suites": 1}[dataset]


def test_a_spreadsheet_keeps_as_text_what_looks_like_a_formula(redaction, report):
    sheet = load_workbook(io.BytesIO(exported(redaction, "comptes-rendus", "xlsx"))).worksheets[0]

    titles = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value == "=Rennes ; « débat »"]
    assert [cell.data_type for cell in titles] == ["s"]
    assert rows_of(exported(redaction, "comptes-rendus"))[0]["titre"].startswith("'=")


def test_reports_become_drafts_of_whoever_wrote_them(redaction, report, account):
    author = account("redaction", username="autrice")
    ReportPage.objects.filter(pk=report.pk).update(owner=author)
    rows = rows_of(exported(redaction, "comptes-rendus"))
    rows[0] |= {"participants": "41", "publics": "agents"}
    new = dict.fromkeys(rows[0], "") | {"compte-rendu": "rennes-2", "territoire": "rennes", "titre": "Deuxième débat"}
    new |= {"contribution": "oui", "auteur": "autrice"}
    content = written([rows[0], new])

    plan = sent(redaction, "comptes-rendus", content)
    redaction.post(reverse("consultation_import", args=[ImportFile.objects.get().pk]))

    assert [(d.column, d.before, d.after) for d in plan.context["plan"].changes[0].differences] == [
        ("publics", "agents ; elus", "agents"),
        ("participants", "40", "41"),
    ]
    version = last_version(report)
    assert (version.participants, [public.slug for public in version.publics.all()]) == (41, ["agents"])
    assert ReportPage.objects.get(pk=report.pk).participants == 40
    assert ReportPage.objects.get(pk=report.pk).owner == author
    assert ReportPage.objects.get(slug="rennes-2").owner == author
    assert not ReportPage.objects.get(slug="rennes-2").live
    assert sent(redaction, "comptes-rendus", content).context["plan"].changes == []


def test_passages_keep_their_codes_and_new_ones_get_theirs(redaction, report):
    rows = rows_of(exported(redaction, "passages"))
    new = {**rows[0], "code": "", "genre": "proposition", "texte": "Une charte"}
    next(row for row in rows if row["code"] == "P-2")["texte"] = "Un comité d’éthique"
    content = written([*rows, new])

    sent(redaction, "passages", content)
    redaction.post(reverse("consultation_import", args=[ImportFile.objects.get().pk]))

    texts = {row.code: row.text for row in last_version(report).segments.all()}
    assert texts == {
        "V-1": "L’eau",
        "P-1": "-Former les agents",
        "P-2": "Un comité d’éthique",
        "P-3": "Une charte",
    }
    assert sent(redaction, "passages", content).context["plan"].changes == []


def test_a_new_point_waits_for_somebody_else_and_is_not_added_twice(redaction, report):
    rows = rows_of(exported(redaction, "suites"))
    new = {**rows[0], "point": "", "etat": "non-programmee", "motif": "Faute de budget", "qui": "Ville de Rennes"}
    content = written([*rows, new])

    sent(redaction, "suites", content)
    address = reverse("consultation_import", args=[ImportFile.objects.get().pk])
    redaction.post(address)
    redaction.post(address)  # pressed twice

    point = StatusChange.objects.get(status__slug="non-programmee")
    assert (point.decision, point.reason) == (StatusChange.Decision.WAITING, "Faute de budget")
    assert sent(redaction, "suites", content).context["plan"].changes == []


def test_every_error_is_named_and_nothing_is_written(redaction, report):
    rows = rows_of(exported(redaction, "comptes-rendus"))
    wrong = [
        {**rows[0], "publics": "martiens", "participants": "beaucoup", "perimetre": "zzz"},
        {**rows[0]},
        dict.fromkeys(rows[0], "") | {"compte-rendu": "ailleurs", "territoire": "atlantide", "titre": "X"},
        dict.fromkeys(rows[0], "")
        | {
            "compte-rendu": "rennes-3",
            "territoire": "rennes",
            "titre": "X",
            "contribution": "oui",
            "debut-reel": "hier",
        },
        dict.fromkeys(rows[0], "") | {"compte-rendu": "Rennes 4", "territoire": "rennes", "titre": "X"},
        dict.fromkeys(rows[0], "")
        | {
            "compte-rendu": "rennes-5",
            "territoire": "rennes",
            "titre": "X",
            "contribution": "oui",
            "recrutement": ConsultationMethodFactory(asks_precision=True).slug,
            "fin-reelle": "2099",
        },
    ]
    before = report.revisions.count()

    response = sent(redaction, "comptes-rendus", written(wrong))
    refused = redaction.post(reverse("consultation_import", args=[ImportFile.objects.get().pk]))

    assert problems(response) == {
        (2, "publics"),
        (2, "participants"),
        (2, "perimetre"),
        (7, "recrutement-autre"),
        (7, "fin-reelle"),
        (3, "compte-rendu"),
        (4, "territoire"),
        (5, "debut-reel"),
        (6, "compte-rendu"),
    }
    assert "martiens" in response.content.decode()
    assert "« zzz » n’est pas un choix : interne, ouverte, mixte." in response.content.decode().replace("\u00a0", " ")
    assert refused.status_code == 409
    assert report.revisions.count() == before
    assert ReportPage.objects.count() == 1


def test_points_say_what_is_wrong_with_them(redaction, report):
    rows = rows_of(exported(redaction, "suites"))
    new = {**rows[0], "point": "", "motif": ""}
    wrong = [
        {**rows[0], "motif": "Réécrit"},
        {**new, "etat": "non-programmee"},
        {**new, "etat": "inconnu"},
        {**new, "code": "P-9"},
        {**new, "preuve": "pas une adresse", "date": "hier"},
        {**new, "motif": "Voté", "date": "2099-01"},
    ]

    found = problems(sent(redaction, "suites", written(wrong)))

    assert found == {(2, "motif"), (3, "motif"), (4, "etat"), (5, "code"), (6, "preuve"), (6, "date"), (7, "date")}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("fichier.csv", b"compte-rendu;territoire;couleur\na;b;c\n", "couleur"),
        ("fichier.csv", b"\xff\xfe\x00", "UTF-8"),
        ("fichier.xlsx", b"PK nothing", "XLSX"),
        ("fichier.pdf", b"%PDF", "CSV ou un XLSX"),
        ("fichier.csv", b"\n", "vide"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_at_once(redaction, report, name, content, said):
    response = sent(redaction, "comptes-rendus", content, name)

    assert response.status_code == 400
    assert said in response.content.decode()
    assert not ImportFile.objects.exists()


def test_only_the_redaction_has_the_files_and_each_its_own(client, redaction, report, account):
    sent(redaction, "suites", exported(redaction, "suites"))
    plan = reverse("consultation_import", args=[ImportFile.objects.get().pk])

    sign_in(client, account("relecteur"))
    assert client.get(reverse("consultation_export", args=["suites", "csv"])).status_code in {302, 403}
    sign_in(client, account("redaction", username="autre"))
    assert client.get(plan).status_code == 404
