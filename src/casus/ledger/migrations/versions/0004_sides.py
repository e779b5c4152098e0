"""What statements bear on, for finding conflicts without reading records: sides, pairs of sides, countries.

The table comes empty: `casus.ledger.rebuilding` fills it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "bearing",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=False),
        sa.Column("statement_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("shows", sa.Text(), nullable=True),
        sa.Column("sides", sa.Text(), nullable=False),
        sa.Column("pairs", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_bearing_report_id"),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name="fk_bearing_statement_id"),
        sa.PrimaryKeyConstraint("kind", "published", "statement_id", name="pk_bearing"),
        sqlite_with_rowid=False,
    )
