"""What somebody posted from a page that changed meanwhile, kept aside with what he started from."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from wagtail.models import PageSubscription, Revision

from cms.workflow.conflicts import conflict
from cms.workflow.models import SetAside

ON_ITS_WAY = timedelta(seconds=30)


def newer_version(request: HttpRequest, page: Any) -> Revision | None:
    """The version that this save would overwrite without its author having read it."""
    posted = request.POST
    if own := posted.get("overwrite_revision_id"):  # saved by itself a moment ago, by this very screen
        return conflict(page, own)
    if "loaded_revision_id" not in posted:
        return None
    newer = conflict(page, posted["loaded_revision_id"], posted.get("loaded_revision_created_at", ""))
    return None if newer and _is_on_its_way(request, page, newer) else newer


def _is_on_its_way(request: HttpRequest, page: Any, newer: Revision) -> bool:
    """Autosave of this screen, whose answer had not come back when its author clicked on « Enregistrer »."""
    loaded = request.POST["loaded_revision_id"]
    others = page.revisions.exclude(user_id=request.user.pk)
    return (
        newer.user_id == request.user.pk
        and timezone.now() - newer.created_at < ON_ITS_WAY
        and loaded.isdecimal()
        and not others.filter(pk__gt=loaded).exists()
    )


def set_aside(request: HttpRequest, page: Any) -> SetAside | None:
    """Keep what was posted; None when the form has errors, which its author corrects first."""
    base = _base(request, page)
    instance = base.as_object() if base else page.get_latest_revision_as_object()
    form = _form(request, page, instance)
    if not form.is_valid():
        return None
    content = form.save(commit=False).serializable_data()
    aside, _ = SetAside.objects.update_or_create(
        page_id=page.pk,
        user=request.user,
        defaults={"content": content, "base_content": base and base.content, "at": timezone.now()},
    )
    aside.refresh_from_db()  # its content as JSON
    return aside


def _base(request: HttpRequest, page: Any) -> Revision | None:
    """The version that the screen was loaded from, unless it was rewritten in place since."""
    key = request.POST.get("overwrite_revision_id") or request.POST.get("loaded_revision_id", "")
    base: Revision | None = page.revisions.filter(pk=key).first() if key.isdecimal() else None
    loaded = request.POST.get("loaded_revision_created_at", "")
    if base and not request.POST.get("overwrite_revision_id") and loaded != base.created_at.isoformat():
        return None
    return base


def _form(request: HttpRequest, page: Any, instance: Any) -> Any:
    form_class = page.get_edit_handler().get_form_class()
    user: Any = request.user
    form = form_class(
        _known_rows(request.POST, form_class, instance),
        request.FILES,
        instance=instance,
        subscription=PageSubscription(page=page, user=user, comment_notifications=False),
        parent_page=page.get_parent(),
        for_user=user,
    )
    form.defer_required_fields()
    return form


def _known_rows(posted: QueryDict, form_class: Any, instance: Any) -> QueryDict:
    """The same answers, where a row that the version no longer has is a new one."""
    data = posted.copy()
    for name, formset in form_class.formsets.items():
        relation = formset.fk.remote_field.get_accessor_name()
        known = {str(row.pk) for row in getattr(instance, relation).all()}
        for number in range(int(data.get(f"{name}-INITIAL_FORMS") or 0)):
            if data.get(f"{name}-{number}-id") not in known:
                data[f"{name}-{number}-id"] = ""
    return data
