"""What statements bear on, for finding conflicts without reading records: sides, pairs of sides, countries.

The table comes empty: `casus.ledger.rebuilding` fills it.

Indexes that nothing is asked by go: each lies scattered in a large ledger, and takes its time with every statement.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    for index in ("kind_type_first_day", "place_id_first_day", "published"):
        op.drop_index(f"ix_statement_{index}", "statement")
    op.drop_index("ix_role_actor_id", "role")
    if op.get_bind().dialect.name == "sqlite":
        _keep_roles_once()
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


def _keep_roles_once() -> None:
    """The table of roles as a tree of its key, without a second one of row numbers."""
    op.rename_table("role", "role_before")
    op.create_table(
        "role",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_role_actor_id"),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name="fk_role_statement_id"),
        sa.PrimaryKeyConstraint("statement_id", "role", "position", name="pk_role"),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO role SELECT statement_id, role, position, actor_id FROM role_before")
    op.drop_table("role_before")
