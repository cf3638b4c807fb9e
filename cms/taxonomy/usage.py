"""Who holds an object that editors must not delete: rows of the database, and every stored version of a page."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignKey, ForeignObjectRel, Model, ProtectedError, Q
from modelcluster.fields import ParentalKey
from wagtail.models import Page, Revision

MESSAGE = "« {} » est utilisé par un contenu, ou par une version conservée d’un contenu : il ne se supprime pas."


def holders(model: type[Model]) -> Iterator[Any]:
    """Foreign keys and many-to-many fields of any content model that point at `model`."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and not relation.field.model._meta.auto_created:
            yield relation.field


def version_filter(field: Any, pk: int) -> tuple[Any, Q] | None:
    """Page class, and condition on its stored versions that hold `pk` through `field`; None outside pages.

    A version is JSON: `"theme": 5`, `"audiences": [1, 5]`, `"partners": [{"role": 5, …}]`. Neither database can search
    the last two forms in the same words, hence the regular expressions on their text.
    """
    if issubclass(field.model, Page):
        if isinstance(field, ForeignKey):
            return field.model, Q((f"content__{field.name}", pk))
        return field.model, Q((f"content__{field.name}__regex", rf"\D{pk}\D"))
    for parent in field.model._meta.fields:
        if isinstance(parent, ParentalKey):
            rows = f"content__{parent.remote_field.related_name}__regex"
            return parent.related_model, Q((rows, rf'"{field.name}": ?{pk}[,}}]'))
    return None


def is_used(obj: Model) -> bool:
    """True when a row holds the object, or a version of a page that an editor may open again."""
    for field in holders(type(obj)):
        if field.model._base_manager.filter(**{field.name: obj}).exists():
            return True
        found = version_filter(field, obj.pk)
        if found:
            versions = Revision.objects.filter(content_type=ContentType.objects.get_for_model(found[0]))
            if versions.filter(found[1]).exists():
                return True
    return False


def refuse_when_used(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Receiver of `pre_delete`. A page version whose foreign key points nowhere cannot be opened any more."""
    if is_used(instance):
        raise ProtectedError(MESSAGE.format(instance), {instance})
