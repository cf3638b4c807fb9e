from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "cms.members"
    verbose_name = "Membres et équipe"

    def ready(self) -> None:
        self._watch_sessions()

        from cms.core import sweeper  # noqa: PLC0415  # models must be loaded
        from cms.members import (  # noqa: PLC0415
            account_data,
            checks,  # noqa: F401  # registers itself
            invitations,
            link_logs,
            links,
            lockout,
            personal_data,
        )

        links.register(invitations.PURPOSE, invitations.answer, invitations.check)
        sweeper.register("attempts kept", lockout.forget)
        sweeper.register("links kept", links.erase_old)
        link_logs.scrub()
        sweeper.register("retention", personal_data.forget, every=24 * sweeper.HOUR)
        account_data.register_all()

    def _watch_sessions(self) -> None:
        from allauth.mfa import signals as mfa  # noqa: PLC0415
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415
        from django.db.models.signals import post_save  # noqa: PLC0415

        from cms.members import accounts, sessions  # noqa: PLC0415

        user_logged_in.connect(sessions.signed_in, dispatch_uid="end of session")
        for changed in (mfa.authenticator_added, mfa.authenticator_removed, mfa.authenticator_reset):
            changed.connect(sessions.second_factors_changed, dispatch_uid="other sessions")
        mfa.authenticator_added.connect(sessions.second_factor_added, dispatch_uid="proof")
        post_save.connect(accounts.address_saved, sender=self.get_model("User"), dispatch_uid="address")
