"""Who has an address of a collectivité makes himself a member."""

import pytest

from cms.core.models import OutgoingMail
from cms.members.models import EmailDomain, User
from tests.factories import LocalAuthorityFactory
from tests.members.conftest import code_in_mail
from tests.sign_in import sign_in

EMAIL = "aya.diallo@ville.exemple.fr"


@pytest.fixture
def domain(home):
    return EmailDomain.objects.create(domain="ville.exemple.fr", authority=LocalAuthorityFactory())


def join(client, email=EMAIL):
    return client.post("/compte/adhesion/", {"first_name": "Aya", "last_name": "Diallo", "email": email})


def test_the_code_makes_a_member_of_the_collectivite_who_may_read_at_once(client, domain):
    assert join(client).url == "/compte/adhesion/code/"
    assert not User.objects.filter(email=EMAIL).exists()

    client.post("/compte/adhesion/code/", {"code": code_in_mail(EMAIL)})

    user = User.objects.get(email=EMAIL)
    assert [group.name for group in user.groups.all()] == ["Membre"]
    assert [row.authority for row in user.memberships.all()] == [domain.authority]
    assert client.get("/compte/code/?next=/").url == "/"  # verified already


@pytest.mark.parametrize(
    "email", ["aya@exemple.fr", "aya@sous.ville.exemple.fr", "aya@ville.exemple.fr.ailleurs.com", "aya@gmail.com"]
)
def test_an_address_elsewhere_is_refused(client, domain, email):
    assert "rattaché à aucune collectivité" in str(join(client, email).context["form"].errors)
    assert not OutgoingMail.objects.exists()


def test_an_address_that_has_an_account_gets_a_mail_and_the_page_says_nothing(client, domain):
    User.objects.create_user("aya", EMAIL)

    response = join(client)

    assert response.url == "/compte/adhesion/code/"
    assert "déjà un compte" in OutgoingMail.objects.get().text
    assert client.get(response.url).status_code == 200


def test_a_wrong_code_makes_no_account_nor_does_a_domain_detached_meanwhile(client, domain):
    join(client)
    client.post("/compte/adhesion/code/", {"code": "AAAA-AAAA"})
    assert not User.objects.filter(email=EMAIL).exists()

    domain.delete()
    client.post("/compte/adhesion/code/", {"code": code_in_mail(EMAIL)})
    assert not User.objects.filter(email=EMAIL).exists()


def test_administration_attaches_a_domain_but_not_that_of_a_public_provider(home, client, account):
    sign_in(client, account("administration"))
    authority = LocalAuthorityFactory()

    for refused in ("gmail.com", "yahoo.co.uk", "laposte.net", "ville", "a@b@c.fr"):
        client.post("/admin/domaines-de-courriel/new/", {"domain": refused, "authority": authority.pk})
    client.post("/admin/domaines-de-courriel/new/", {"domain": "@Ville.exemple.FR", "authority": authority.pk})

    assert [found.domain for found in EmailDomain.objects.all()] == ["ville.exemple.fr"]
