from django.apps import AppConfig
from django.db.models.signals import pre_delete


class LibraryPagesConfig(AppConfig):
    name = "library_pages"
    verbose_name = "Bibliothèque"

    def ready(self) -> None:
        from cms.core import (  # noqa: PLC0415  # models are loaded only now
            addresses,
            content_version,
            figures,
            page_cache,
            sweeper,
        )
        from cms.members import links  # noqa: PLC0415
        from cms.members.roles import CONTRIBUTEUR  # noqa: PLC0415
        from cms.taxonomy.usage import refuse_when_used  # noqa: PLC0415
        from cms.workflow.working_links import register_link  # noqa: PLC0415
        from library_pages import quoted_results, reviewing  # noqa: PLC0415
        from library_pages.annexes import expiry, pause_view, personal_data  # noqa: PLC0415
        from library_pages.annexes.exchange import PAUSE, send_pause_link  # noqa: PLC0415
        from library_pages.contribution.addresses import contribution_address  # noqa: PLC0415
        from library_pages.cross_reading import axes, counting  # noqa: PLC0415
        from library_pages.cross_reading.addresses import cross_reading_address  # noqa: PLC0415
        from library_pages.cross_reading.reading import CHARTER  # noqa: PLC0415
        from library_pages.links import checking  # noqa: PLC0415
        from library_pages.models import (  # noqa: PLC0415
            Actor,
            AnnexRead,
            ContactPause,
            Contribution,
            ExchangeRequest,
            Solution,
        )
        from search import coverage  # noqa: PLC0415
        from search.comparison import COMPARED  # noqa: PLC0415

        page_cache.vary_on(COMPARED, CHARTER)
        unseen = {AnnexRead, ContactPause, Contribution, ExchangeRequest}
        content_version.register(*(model for model in self.get_models() if model not in unseen))
        for model in (Actor, Solution):
            pre_delete.connect(refuse_when_used, sender=model, dispatch_uid=f"refuse_used_{model.__name__}")
        personal_data.register_all()
        reviewing.register_all()
        figures.register(quoted_results.results)
        axes.register_all()
        coverage.register(counting.coverage)
        addresses.register("cross reading", cross_reading_address)
        links.register(PAUSE, pause_view.answer, renew=send_pause_link)
        register_link(CONTRIBUTEUR, contribution_address)
        sweeper.register("contacts expired", expiry.tell_owners, every=sweeper.HOUR)
        sweeper.register("links of resources", checking.check_due, every=checking.EVERY)
