"""What the statements of an actor, a place or a source are found by."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("role", sa.Column("published", sa.Text(), nullable=True))
    op.execute("UPDATE role SET published = (SELECT published FROM statement WHERE statement.id = role.statement_id)")
    told = sa.text("coalesce(published, '')")
    op.create_index("ix_role_actor_id_published", "role", ["actor_id", told, "statement_id"])
    op.create_index("ix_statement_place_id_published", "statement", ["place_id", told, "id"])
    op.drop_index("ix_appearance_source_id", "appearance")
    op.create_index("ix_appearance_source_id_published", "appearance", ["source_id", told, "id"])
    op.create_index("ix_actor_name", "actor", ["name"])
    op.create_index("ix_place_name", "place", ["name"])
