"""Nothing tells a stranger which addresses have an account."""

import re

import pytest
from django.test import Client

from cms.core.models import OutgoingMail
from tests.members.conftest import type_password


def told(door, email):
    """What the door answers and the page it leads to, without what changes from one request to the next."""
    client = Client()
    response = client.post(door, {"email": email})
    page = client.get(response.url).content.decode()
    hidden = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page).replace(email, "ADRESSE")
    return response.status_code, response.url, hidden


@pytest.mark.parametrize("door", ["/compte/password/reset/", "/compte/login/code/"])
def test_a_known_and_an_unknown_address_get_the_same_answer(home, account, door):
    known = account("membre").email

    assert told(door, known) == told(door, "inconnue@exemple.fr")
    assert OutgoingMail.objects.filter(to=known).count() == 1
    assert not OutgoingMail.objects.exclude(to=known).exists()


def test_a_wrong_password_says_the_same_of_every_address(home, client, account):
    pages = [
        type_password(client, email, "faux").context["form"].non_field_errors()
        for email in (account("membre").email, "inconnue@exemple.fr")
    ]

    assert pages[0] == pages[1] == ["L’adresse ou le mot de passe n’est pas le bon."]
