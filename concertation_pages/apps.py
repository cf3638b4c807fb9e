from django.apps import AppConfig


class ConcertationPagesConfig(AppConfig):
    """Territorial consultations on AI."""

    name = "concertation_pages"
    verbose_name = "Concertations"

    def ready(self) -> None:
        from cms.core import content_version, figures  # noqa: PLC0415  # models are loaded only now
        from concertation_pages import quoted_figures  # noqa: PLC0415
        from concertation_pages.campaign import registration as campaign  # noqa: PLC0415
        from concertation_pages.commitment import registration as commitment  # noqa: PLC0415
        from concertation_pages.exchange import registration as exchange  # noqa: PLC0415
        from concertation_pages.following import registration as following  # noqa: PLC0415
        from concertation_pages.models import (  # noqa: PLC0415
            CampaignOpening,
            Follow,
            FollowUpRequest,
            ImportFile,
            PointToTell,
            Referent,
            ReportDraft,
            SectionDraft,
        )
        from concertation_pages.reports import outcomes  # noqa: PLC0415
        from concertation_pages.reports import registration as reports  # noqa: PLC0415
        from concertation_pages.space import registration as space  # noqa: PLC0415
        from concertation_pages.tracking import registration as tracking  # noqa: PLC0415

        unseen = {
            CampaignOpening,
            Follow,
            FollowUpRequest,
            ImportFile,
            PointToTell,
            Referent,
            ReportDraft,
            SectionDraft,
        }
        content_version.register(*(model for model in self.get_models() if model not in unseen))
        figures.register(quoted_figures.of_bodies)
        figures.register(quoted_figures.of_reports)
        campaign.register_all()
        commitment.register_all()
        reports.register_all()
        outcomes.register_all()
        space.register_all()
        tracking.register_all()
        following.register_all()
        exchange.register_all()
