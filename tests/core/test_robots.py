def get(client, address):
    return client.get(address, headers={"host": "localhost"})


def test_crawlers_are_welcome_everywhere_but_at_the_doors_of_the_staff(client, home):
    response = get(client, "/robots.txt")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {line for line in lines if line.startswith("Disallow")} == {"Disallow: /admin/", "Disallow: /_util/"}


def test_crawlers_are_told_where_the_sitemap_is(client, home):
    line = get(client, "/robots.txt").content.decode().splitlines()[-1]

    assert line == "Sitemap: http://localhost/sitemap.xml"
    assert get(client, line.removeprefix("Sitemap: http://localhost")).status_code == 200


def test_the_sign_of_the_site_answers_at_the_address_that_browsers_guess(client, home):
    response = get(client, "/favicon.ico")

    assert response.status_code == 302
    assert response["Location"].endswith(".svg")
