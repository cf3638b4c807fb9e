"""What somebody wrote in a form that is refused before its page is reached: it is shown back, to be copied."""

from django.http import HttpRequest

URLENCODED = "application/x-www-form-urlencoded"
SECRET = "password"  # noqa: S105  # what the names of such fields hold


def unsent(request: HttpRequest) -> list[str]:
    """The sentences of a posted form; neither its choices nor a password, nor a file."""
    if request.method != "POST" or request.content_type != URLENCODED:
        return []
    lists = (values for name, values in request.POST.lists() if SECRET not in name)
    return [str(text).strip() for values in lists for text in values if " " in str(text).strip()]
