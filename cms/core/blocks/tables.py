"""Data tables."""

from collections.abc import Iterator

from wagtail.blocks.field_block import CharBlock, DecimalBlock
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock, TypedTableBlockValidationError


class TableBlock(TypedTableBlock):
    """Rows and columns of text and numbers; the first column names the row."""

    text = CharBlock(label="Texte", required=False)
    number = DecimalBlock(label="Nombre", required=False)

    def clean(self, table: TypedTable) -> TypedTable:
        cleaned = super().clean(table)
        errors = [] if self.is_deferred_validation else list(_missing(cleaned))
        if errors:
            raise TypedTableBlockValidationError(non_block_errors=errors)
        return cleaned

    class Meta:
        icon = "table"
        label = "Tableau"
        group = "Citations et chiffres"
        description = "Des données en lignes et colonnes. La première colonne nomme chaque ligne."
        template = "components/blocks/table.html"
        preview_value = {
            "caption": "Ce que le tableau compare",
            "columns": [{"type": "text", "heading": "Ligne"}, {"type": "number", "heading": "Valeur"}],
            "rows": [{"values": ["Première ligne", 1]}, {"values": ["Deuxième ligne", None]}],
        }


def _missing(table: TypedTable) -> Iterator[str]:
    if not table.row_data:
        yield "Le tableau n’a aucune ligne."
    if not table.caption.strip():
        yield "Donnez une légende : elle dit ce que le tableau compare."
    if not all(column["heading"].strip() for column in table.columns):
        yield "Chaque colonne a un titre."
