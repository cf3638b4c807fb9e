"""Who holds a term or a keyword: rows of the database, and every stored version of a page."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Count,
    ForeignKey,
    ForeignObjectRel,
    IntegerField,
    Model,
    OuterRef,
    ProtectedError,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce
from modelcluster.fields import ParentalKey
from wagtail.models import Page, Revision

from cms.taxonomy.models import MergedTag, Term

MESSAGE = "« {} » est utilisé par un contenu, ou par une version conservée d’un contenu : il ne se supprime pas."
NEEDED_MESSAGE = "« {} » décide de ce que le site affiche : il ne se supprime pas et ne se fusionne pas dans un autre."


class Link(NamedTuple):
    """Where a field writes what it holds: a table, its column that names the term, its column that names the content.

    The table is the content itself, a row of it, or what joins a many-to-many field.
    """

    table: type[Model]
    held: str
    owner: str

    def rows(self, obj: Any) -> QuerySet[Any]:
        return self.table._base_manager.filter(**{self.held: obj})


def holders(model: type[Model]) -> Iterator[Any]:
    """Foreign keys of any content model that point at `model`, and many-to-many fields that hide their table.

    The rows of the object itself do not use it.
    """
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            through = getattr(relation, "through", None)
            own_row = isinstance(relation.field, ParentalKey)
            hidden_table = through is None or through._meta.auto_created
            if hidden_table and not own_row and not relation.field.model._meta.auto_created:
                yield relation.field


def content_fields(model: type[Model]) -> list[Any]:
    """`holders`, without those that only keep the address of what was merged."""
    return [field for field in holders(model) if not issubclass(field.model, Term | MergedTag)]


def parental_key(model: type[Model]) -> Any:
    """The key by which a row belongs to a content; None for a content."""
    return next((field for field in model._meta.fields if isinstance(field, ParentalKey)), None)


def link(field: Any) -> Link:
    if field.many_to_many:
        return Link(field.remote_field.through, field.m2m_reverse_field_name(), field.m2m_field_name())
    parent = parental_key(field.model)
    return Link(field.model, field.name, parent.name if parent else "pk")


def owners(obj: Model) -> Mapping[type[Model], QuerySet[Any]]:
    """Contents that hold the object, each once: `Page` to pages whatever their class, a register to its rows."""
    found: dict[type[Model], Q] = defaultdict(Q)
    for field in content_fields(type(obj)):
        parent = parental_key(field.model)
        owner = parent.related_model if parent else field.model
        held = link(field)
        found[Page if issubclass(owner, Page) else owner] |= Q(pk__in=held.rows(obj).values(held.owner))
    return {model: model._base_manager.filter(condition) for model, condition in found.items()}


def version_filter(field: Any, pk: int) -> tuple[Any, Q] | None:
    """Page class, and condition on its stored versions that hold `pk` through `field`; None outside pages.

    A version is JSON: `"theme": 5`, `"audiences": [1, 5]`, `"partners": [{"role": 5, …}]`. Neither database can search
    the last two forms in the same words, hence the regular expressions on their text.
    """
    if issubclass(field.model, Page):
        if isinstance(field, ForeignKey):
            return field.model, Q((f"content__{field.name}", pk))
        return field.model, Q((f"content__{field.name}__regex", rf"\D{pk}\D"))
    if parent := parental_key(field.model):
        rows = f"content__{parent.remote_field.related_name}__regex"
        return parent.related_model, Q((rows, rf'"{field.name}": ?{pk}[,}}]'))
    return None


def versions(obj: Model) -> QuerySet[Revision]:
    """Stored versions that hold the object and that an editor may open again, drafts and scheduled ones included."""
    condition = Q(pk__in=[])
    for field in content_fields(type(obj)):
        if found := version_filter(field, obj.pk):
            kept_as = "base_content_type" if found[0] is Page else "content_type"
            condition |= Q((kept_as, ContentType.objects.get_for_model(found[0]))) & found[1]
    return Revision.objects.filter(condition)


def is_used(obj: Model) -> bool:
    """True when a row holds the object or answers at its address, or when a version of a page holds it."""
    return any(link(field).rows(obj).exists() for field in holders(type(obj))) or versions(obj).exists()


def refuse_when_used(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Receiver of `pre_delete`. A page version whose foreign key points nowhere cannot be opened any more."""
    if isinstance(instance, Term) and instance.is_needed:
        raise ProtectedError(NEEDED_MESSAGE.format(instance), {instance})
    if is_used(instance):
        raise ProtectedError(MESSAGE.format(instance), {instance})


def with_usage_count(model: Any) -> QuerySet[Any]:
    """The rows of a model, each with `usage_count`: how many contents hold it, in one query.

    Wagtail's own index of references would not do: it leaves many-to-many fields out.
    """
    counts: Any = Value(0)
    for field in content_fields(model):
        counts = counts + _count(link(field))
    rows: QuerySet[Any] = model.objects.annotate(usage_count=counts)
    return rows


def _count(held: Link) -> Coalesce:
    rows = held.rows(OuterRef("pk")).order_by().values(held.held)
    number = rows.annotate(number=Count(held.owner, distinct=True)).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
