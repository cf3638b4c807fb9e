"""What somebody wrote in a form that is refused before its page is reached: it is shown back, to be copied."""

from urllib.parse import urlsplit

from django.http import HttpRequest

URLENCODED = "application/x-www-form-urlencoded"
SECRET = "password"  # noqa: S105  # what the names of such fields hold


def unsent(request: HttpRequest) -> list[str]:
    """The sentences of a posted form; neither its choices nor a password, nor a file. Of a form that another site
    sends, nothing: this one would say whatever that one likes.
    """
    if request.method != "POST" or request.content_type != URLENCODED or not _is_from_here(request):
        return []
    lists = (values for name, values in request.POST.lists() if SECRET not in name)
    return [str(text).strip() for values in lists for text in values if " " in str(text).strip()]


def _is_from_here(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin") or request.headers.get("Referer", "")
    return urlsplit(origin).netloc == request.get_host()
