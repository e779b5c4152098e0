"""Statements are looked for by where in a country they were; their events are made anew."""

from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.execute("DELETE FROM whereabouts")
    op.execute("DELETE FROM mention")
