"""The words of reports, for `casus search`: a table of FTS5 kept by a trigger, or an index of PostgreSQL's.

And an index of statements by kind and day, which situations ask by.
"""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_index("ix_statement_kind_published", "statement", ["kind", "published"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE report_words USING fts5("
            "report_id UNINDEXED, title, text, tokenize = 'unicode61 remove_diacritics 2')"
        )
        op.execute("INSERT INTO report_words (report_id, title, text) SELECT id, title, text FROM report")
        op.execute(
            "CREATE TRIGGER report_words_of_new AFTER INSERT ON report BEGIN "
            "INSERT INTO report_words (report_id, title, text) VALUES (new.id, new.title, new.text); END"
        )
    else:
        op.execute(
            "CREATE INDEX ix_report_words ON report USING gin "
            "(to_tsvector('simple', coalesce(title, '') || ' ' || text))"
        )
