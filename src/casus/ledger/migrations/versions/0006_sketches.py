"""Sketches of reports, by which those that share a band by chance are told from reprints.

The table comes empty: `casus.ledger.rebuilding` fills it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "sketch",
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_sketch_report_id"),
        sa.PrimaryKeyConstraint("report_id", name="pk_sketch"),
        sqlite_with_rowid=False,
    )
