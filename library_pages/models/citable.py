"""The press kit of a page of the library, at `citer/` below its address."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from cms.core.models import SiteIdentity
from cms.core.navigation import trail
from cms.core.partial_dates import in_words
from cms.core.printing.answer import Sheet, pdf_answer
from library_pages.citations import Citation
from library_pages.models.identified import IdentifiedPage


class CitablePage(IdentifiedPage):
    """A page that others quote: reference, permanent link, licence, image, text ready to paste."""

    subroutes: ClassVar[Mapping[str, str]] = {
        "citer": "serve_press_kit",
        "citer/bibtex": "serve_bibtex",
        "citer/csl": "serve_csl",
    }
    cited_as: ClassVar[str]
    """« Fiche » or « Notice »."""

    class Meta:
        abstract = True

    @property
    def cited_authorities(self) -> Sequence[str]:
        """Names of the authorities that the page is about."""
        raise NotImplementedError

    def citation(self, request: HttpRequest) -> Citation:
        page: Any = self
        moments = (page.first_published_at, page.last_published_at)
        published, updated = (moment and timezone.localdate(moment) for moment in moments)
        return Citation(
            kind=self.cited_as,
            title=page.title,
            identifier=self.identifier,
            authorities=self.cited_authorities,
            site=SiteIdentity.said(request).name,
            address=request.build_absolute_uri(page.get_url(request)),
            published=published,
            updated=updated,
            consulted=timezone.localdate(),
        )

    def serve_press_kit(self, request: HttpRequest) -> HttpResponse:
        page: Any = self
        context = {
            "title": f"Citer cette {self.cited_as.lower()}",
            "above": trail(request, page)[1:],
            "cited": self,
            "citation": self.citation(request),
            "permanent_link": request.build_absolute_uri(reverse("permanent_link", args=[self.identifier])),
        }
        return render(request, "pages/library_pages/press_kit_page.html", context)

    def serve_bibtex(self, request: HttpRequest) -> HttpResponse:
        bibtex = HttpResponse(self.citation(request).bibtex, content_type="application/x-bibtex; charset=utf-8")
        return self._as_file(bibtex, "bib")

    def serve_csl(self, request: HttpRequest) -> HttpResponse:
        csl = JsonResponse(
            self.citation(request).csl,
            safe=False,
            json_dumps_params={"ensure_ascii": False, "indent": 1},
            content_type="application/vnd.citationstyles.csl+json",
        )
        return self._as_file(csl, "json")

    def serve_pdf(self, request: HttpRequest) -> HttpResponseBase:
        """What the public page shows, as a document."""
        page: Any = self
        citation = self.citation(request)
        dates = [("Publication", citation.published), ("Mise à jour", citation.updated)]
        about = [
            ("Identifiant", citation.identifier),
            ("Collectivité", ", ".join(citation.authorities)),
            *((name, in_words(date)) for name, date in dates if date),
        ]
        html = render_to_string(page.get_template(request), page.get_context(request), request)
        sheet = Sheet(citation.title, citation.address, [(name, said) for name, said in about if said])
        return pdf_answer(request, html, sheet)

    def _as_file(self, response: HttpResponse, extension: str) -> HttpResponse:
        response["Content-Disposition"] = f'attachment; filename="{self.identifier.lower()}.{extension}"'
        return response
