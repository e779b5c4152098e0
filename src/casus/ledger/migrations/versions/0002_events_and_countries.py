"""Events as they are joined, what they are found by, the user's decisions, and the countries of statements.

The tables come empty, but for the fingerprints, which are dropped: `casus.ledger.rebuilding` fills all of them.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.drop_table("fingerprint")
    op.create_table(
        "fingerprint",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_fingerprint_report_id"),
        sa.PrimaryKeyConstraint("band", "report_id", name="pk_fingerprint"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "concern",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name="fk_concern_statement_id"),
        sa.PrimaryKeyConstraint("statement_id", "country", name="pk_concern"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_concern_country_kind_published", "concern", ["country", "kind", "published"])
    op.create_table(
        "mention",
        sa.Column("statement_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("joins_id", sa.Integer(), nullable=True),
        sa.Column("head_id", sa.Integer(), nullable=False),
        sa.Column("features", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["head_id"], ["statement.id"], name="fk_mention_head_id"),
        sa.ForeignKeyConstraint(["joins_id"], ["statement.id"], name="fk_mention_joins_id"),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name="fk_mention_statement_id"),
        sa.PrimaryKeyConstraint("statement_id", name="pk_mention"),
    )
    op.create_index("ix_mention_head_id", "mention", ["head_id"])
    op.create_table(
        "whereabouts",
        sa.Column("period", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name="fk_whereabouts_statement_id"),
        sa.PrimaryKeyConstraint("period", "topic", "anchor", "statement_id", name="pk_whereabouts"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "decision",
        sa.Column("one_report", sa.Text(), nullable=False),
        sa.Column("one_label", sa.Text(), nullable=False),
        sa.Column("other_report", sa.Text(), nullable=False),
        sa.Column("other_label", sa.Text(), nullable=False),
        sa.Column("is_same", sa.Boolean(), nullable=False),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("decided", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("one_report", "one_label", "other_report", "other_label", name="pk_decision"),
    )
    op.create_table(
        "turn",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_turn"),
    )
