"""Reports, their readings, and the statements of these."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "actor",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sectors", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_actor"),
        sa.UniqueConstraint("key", name="uq_actor_key"),
    )
    op.create_index("ix_actor_country", "actor", ["country"])
    op.create_table(
        "place",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("geonames_id", sa.Integer(), nullable=True),
        sa.Column("precision", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_place"),
        sa.UniqueConstraint("key", name="uq_place_key"),
    )
    op.create_index("ix_place_country", "place", ["country"])
    op.create_index("ix_place_geonames_id", "place", ["geonames_id"])
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("reliability", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sa.UniqueConstraint("key", name="uq_source_key"),
    )
    op.create_table(
        "report",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("agency", sa.Text(), nullable=True),
        sa.Column("origin_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("rest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_report_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
    )
    op.create_index("ix_report_origin_id", "report", ["origin_id"])
    op.create_index("ix_report_published", "report", ["published"])
    op.create_index("ix_report_source_id", "report", ["source_id"])
    op.create_table(
        "appearance",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_appearance_report_id"),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name="fk_appearance_source_id"),
        sa.PrimaryKeyConstraint("id", name="pk_appearance"),
    )
    op.create_index("ix_appearance_report_id", "appearance", ["report_id"])
    op.create_index("ix_appearance_source_id", "appearance", ["source_id"])
    op.create_table(
        "fingerprint",
        sa.Column("band", sa.BigInteger(), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_fingerprint_report_id"),
        sa.PrimaryKeyConstraint("band", "report_id", name="pk_fingerprint"),
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_reading_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reading"),
    )
    op.create_index("ix_reading_report_id_reader", "reading", ["report_id", "reader"])
    op.create_index(
        "uq_reading_current",
        "reading",
        ["report_id"],
        unique=True,
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    )
    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reading_id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("first_day", sa.Text(), nullable=True),
        sa.Column("last_day", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_statement_place_id"),
        sa.ForeignKeyConstraint(["reading_id"], ["reading.id"], name="fk_statement_reading_id"),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name="fk_statement_report_id"),
        sa.PrimaryKeyConstraint("id", name="pk_statement"),
        sa.UniqueConstraint("reading_id", "label", name="uq_statement_reading_id_label"),
    )
    op.create_index("ix_statement_kind_type_first_day", "statement", ["kind", "type", "first_day"])
    op.create_index("ix_statement_place_id_first_day", "statement", ["place_id", "first_day"])
    op.create_index("ix_statement_published", "statement", ["published"])
    op.create_index("ix_statement_report_id", "statement", ["report_id"])
    op.create_table(
        "role",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actor.id"], name="fk_role_actor_id"),
        sa.ForeignKeyConstraint(["statement_id"], ["statement.id"], name="fk_role_statement_id"),
        sa.PrimaryKeyConstraint("statement_id", "role", "position", name="pk_role"),
    )
    op.create_index("ix_role_actor_id", "role", ["actor_id"])
