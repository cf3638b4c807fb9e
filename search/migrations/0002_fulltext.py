"""Full-text indexes over the analysed columns of SearchEntry; no Django field describes them.

A later migration that makes SQLite rebuild `search_searchentry` (any AlterField) drops the triggers: it must run
`create` again.
"""

from django.db import migrations

COLUMNS = ("title_stems", "title_folded", "body_stems", "body_folded", "exact")
INDEXED = COLUMNS[:4]  # « exact » only ranks what the others found
NAMES = ", ".join(COLUMNS)


def values(row):
    return ", ".join(f"{row}.{name}" for name in COLUMNS)


# An external-content table forgets a row only if it is told what it had indexed: hence the old values.
FORGET = f"INSERT INTO search_fulltext(search_fulltext, rowid, {NAMES}) VALUES ('delete', old.id, {values('old')});"
LEARN = f"INSERT INTO search_fulltext(rowid, {NAMES}) VALUES (new.id, {values('new')});"
SQLITE = [
    f"CREATE VIRTUAL TABLE search_fulltext USING fts5({NAMES}, content='search_searchentry', content_rowid='id')",
    f"CREATE TRIGGER search_fulltext_insert AFTER INSERT ON search_searchentry BEGIN {LEARN} END",
    f"CREATE TRIGGER search_fulltext_delete AFTER DELETE ON search_searchentry BEGIN {FORGET} END",
    f"CREATE TRIGGER search_fulltext_update AFTER UPDATE OF {NAMES} ON search_searchentry BEGIN {FORGET} {LEARN} END",
    "INSERT INTO search_fulltext(search_fulltext) VALUES ('rebuild')",
]
SQLITE_REVERSE = [
    *(f"DROP TRIGGER search_fulltext_{event}" for event in ("insert", "delete", "update")),
    "DROP TABLE search_fulltext",
]
POSTGRESQL = [
    "ALTER TABLE search_searchentry "
    + ", ".join(
        f"ADD COLUMN {name}_vector tsvector GENERATED ALWAYS AS (to_tsvector('simple', {name})) STORED"
        for name in COLUMNS
    ),
    # Without « fastupdate »: rows waiting to be merged are read by every search, 100 times slower after a bulk load.
    *(
        f"CREATE INDEX search_{name}_gin ON search_searchentry USING gin ({name}_vector) WITH (fastupdate = off)"
        for name in INDEXED
    ),
]
POSTGRESQL_REVERSE = [
    "ALTER TABLE search_searchentry " + ", ".join(f"DROP COLUMN {name}_vector" for name in COLUMNS)
]


def run(schema_editor, statements):
    for statement in statements[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def create(apps, schema_editor):
    run(schema_editor, {"sqlite": SQLITE, "postgresql": POSTGRESQL})


def drop(apps, schema_editor):
    run(schema_editor, {"sqlite": SQLITE_REVERSE, "postgresql": POSTGRESQL_REVERSE})


class Migration(migrations.Migration):

    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
