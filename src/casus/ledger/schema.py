"""The tables of the ledger, the same in SQLite and PostgreSQL.

A statement is kept whole, as JSON (`record`); the columns beside it are what statements are looked up by, derived from
the record and never edited alone. Days are ISO dates as text, so that they sort and read the same everywhere. The
numbers of rows are given out by the one writer that holds the lock (writing.py).
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _number() -> Column[int]:
    return Column("id", Integer, primary_key=True, autoincrement=False)


def _key() -> Column[str]:
    """What rows are told apart by: a hash of all their columns, since a name from outside may be of any length."""
    return Column("key", Text, nullable=False, unique=True)


_TOLD = text("coalesce(published, '')")
"""The day of publication as lists are in order of it: what has none comes last of all that stand newest first."""

source = Table(
    "source",
    metadata,
    _number(),
    _key(),
    Column("name", Text, nullable=False),
    Column("family", Text, nullable=False),  # its publisher; its own name until the user says otherwise
    # A to F, set by the user alone (the Admiralty scale); null: not judged.
    Column("reliability", Text),
)

report = Table(
    "report",
    metadata,
    Column("id", Text, primary_key=True),
    Column("source_id", ForeignKey("source.id"), index=True),
    Column("title", Text),
    Column("url", Text),
    Column("published", Text, index=True),
    Column("language", Text),
    Column("agency", Text),  # that it was taken from
    Column("origin_id", Text, nullable=False, index=True),  # the smallest id of the reports that repeat one another
    Column("text", Text, nullable=False),
    Column("rest", Text, nullable=False),  # JSON of the fields that nothing is looked up by
)

fingerprint = Table(  # reports that repeat one another have some number in common (origins.py)
    "fingerprint",
    metadata,
    Column("band", BigInteger, primary_key=True),
    Column("report_id", ForeignKey("report.id"), primary_key=True),
    sqlite_with_rowid=False,
)

sketch = Table(  # a part of a report's phrases, by which those that share a band by chance are told (origins.py)
    "sketch",
    metadata,
    Column("report_id", ForeignKey("report.id"), primary_key=True),
    Column("hashes", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

appearance = Table(  # where and when a text was published: the same words in two papers are one report
    "appearance",
    metadata,
    _number(),
    Column("report_id", ForeignKey("report.id"), nullable=False),
    Column("source_id", ForeignKey("source.id")),
    Column("title", Text),
    Column("url", Text),
    Column("published", Text),
    Index("ix_appearance_report_id", "report_id"),
    Index("ix_appearance_source_id_published", "source_id", _TOLD, "id"),
)

reading = Table(
    "reading",
    metadata,
    _number(),
    Column("report_id", ForeignKey("report.id"), nullable=False),
    Column("reader", Text, nullable=False),  # name and version
    Column("is_current", Boolean, nullable=False),  # true for the one in force (writing.py says which)
    Column("report", Text, nullable=False),  # JSON of the report as this reading has it, without its text
    Index("ix_reading_report_id_reader", "report_id", "reader"),
    Index(
        "uq_reading_current",
        "report_id",
        unique=True,
        sqlite_where=text("is_current"),
        postgresql_where=text("is_current"),
    ),
)

place = Table(
    "place",
    metadata,
    _number(),
    _key(),
    Column("name", Text, nullable=False, index=True),
    Column("country", Text, index=True),
    Column("lat", Float),
    Column("lon", Float),
    Column("geonames_id", Integer, index=True),
    Column("precision", Text),
)

actor = Table(
    "actor",
    metadata,
    _number(),
    _key(),
    Column("name", Text, nullable=False, index=True),
    Column("country", Text, index=True),
    Column("sectors", Text, nullable=False),  # with spaces between, the primary one first
)

statement = Table(
    "statement",
    metadata,
    _number(),
    Column("reading_id", ForeignKey("reading.id"), nullable=False),
    Column("report_id", ForeignKey("report.id"), nullable=False, index=True),
    Column("label", Text, nullable=False),  # its id within the reading
    Column("kind", Text, nullable=False),  # event, toll, truce, pledge, tie, quote
    Column("type", Text),  # type of an event, effect of a toll, state of a truce, act of a pledge, kind of a tie
    Column("code", Text),  # of a user's codebook
    Column("mode", Text),
    Column("status", Text),
    Column("first_day", Text),  # of what is stated, null: open or unknown
    Column("last_day", Text),
    Column("published", Text),  # of the report
    Column("place_id", ForeignKey("place.id")),
    Column("confidence", Float, nullable=False),
    Column("is_current", Boolean, nullable=False),
    Column("record", Text, nullable=False),  # the whole statement as JSON
    UniqueConstraint("reading_id", "label"),
    Index("ix_statement_kind_published", "kind", "published"),
    Index("ix_statement_place_id_published", "place_id", _TOLD, "id"),
    Index(
        "ix_statement_code_published",
        "code",
        "published",
        "id",
        sqlite_where=text("code IS NOT NULL"),
        postgresql_where=text("code IS NOT NULL"),
    ),
)

role = Table(
    "role",
    metadata,
    Column("statement_id", ForeignKey("statement.id"), primary_key=True),
    Column("role", Text, primary_key=True),  # the field of the record: actors, recipients, voice, of, by, ...
    Column("position", Integer, primary_key=True),
    Column("actor_id", ForeignKey("actor.id"), nullable=False),
    Column("published", Text),  # of the statement's report
    Index("ix_role_actor_id_published", "actor_id", _TOLD, "statement_id"),
    sqlite_with_rowid=False,
)

concern = Table(  # which countries a statement in force is about: those of its actors and of its place
    "concern",
    metadata,
    Column("statement_id", ForeignKey("statement.id"), primary_key=True),
    Column("country", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("published", Text),
    Index("ix_concern_country_kind_published", "country", "kind", "published"),
    sqlite_with_rowid=False,
)

bearing = Table(  # what a statement in force is about, of reports with a date; all but quotations (bearings.py)
    "bearing",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("published", Text, primary_key=True),
    Column("statement_id", ForeignKey("statement.id"), primary_key=True, autoincrement=False),
    Column("report_id", ForeignKey("report.id"), nullable=False),
    Column("shows", Text),  # force, ceasefire, truce, proposal, war
    Column("sides", Text, nullable=False),  # JSON: in its own roles
    Column("pairs", Text, nullable=False),  # JSON: of sides that it shows as fighting each other
    Column("country", Text),  # of its place
    Column("region", Text),  # its place, if that is a contested region
    sqlite_with_rowid=False,
)

mention = Table(  # events and tolls in force, and which are one: those with one head (joining.py)
    "mention",
    metadata,
    Column("statement_id", ForeignKey("statement.id"), primary_key=True, autoincrement=False),
    Column("joins_id", ForeignKey("statement.id")),  # the statement that it agrees with best; null: a head
    Column("head_id", ForeignKey("statement.id"), nullable=False, index=True),  # what says most of its event
    Column("features", Text, nullable=False),  # JSON of what it is compared by (mentions.py)
)

whereabouts = Table(  # where mentions are looked for that may be one event: a mention has a row for each of its anchors
    "whereabouts",
    metadata,
    Column("period", Integer, primary_key=True, autoincrement=False),  # of three weeks, counted from the year 1
    Column("topic", Text, primary_key=True),
    Column("anchor", Text, primary_key=True),  # a country, a name or a target
    Column("statement_id", ForeignKey("statement.id"), primary_key=True),
    sqlite_with_rowid=False,
)

decision = Table(  # what the user said of two statements; the one said last holds
    "decision",
    metadata,
    Column("one_report", Text, primary_key=True),  # the smaller of the two
    Column("one_label", Text, primary_key=True),
    Column("other_report", Text, primary_key=True),
    Column("other_label", Text, primary_key=True),
    Column("is_same", Boolean, nullable=False),
    Column("author", Text),
    Column("decided", Text, nullable=False),  # ISO date and time, UTC
)

correction = Table(  # what analysts said of statements; all words are kept, the last on a statement holds
    "correction",
    metadata,
    _number(),
    Column("statement_id", ForeignKey("statement.id"), nullable=False, index=True),  # as a reader read it
    Column("says", Text, nullable=False),  # confirmed, rejected, corrected, as read
    Column("by_id", ForeignKey("statement.id"), index=True),  # the record that the analyst vouches for
    Column("author", Text, nullable=False),
    Column("why", Text),
    Column("said", Text, nullable=False),  # ISO date and time, UTC
)

alert = Table(  # what somebody wants to be told of (casus.alerts)
    "alert",
    metadata,
    Column("name", Text, primary_key=True),
    Column("rule", Text, nullable=False),  # JSON
    Column("url", Text),  # where notices are sent to; null: they are kept for the feed alone
    Column("secret", Text),  # that they are signed with
    Column("allow_private", Boolean, nullable=False),
    Column("made", Text, nullable=False),  # ISO date and time, UTC
    Column("mark", Integer, nullable=False),  # the last statement that was there when it last looked
    Column("seen", Text, nullable=False),  # what the ledger held then, to see whether there is anything new
)

notice = Table(  # what an alert found, and whether it was sent
    "notice",
    metadata,
    _number(),
    Column("alert", ForeignKey("alert.name"), nullable=False),
    Column("key", Text, nullable=False, unique=True),  # the same for the same thing, wherever it is computed
    Column("thing", Text, nullable=False),  # JSON: the event, truce, pledge or count
    Column("step", Text, nullable=False),  # JSON: what befell it
    Column("statements", Text, nullable=False),  # JSON: names of those behind it
    Column("body", Text, nullable=False),  # JSON of what is told
    Column("found", Text, nullable=False),  # ISO date and time, UTC
    Column("state", Text, nullable=False),  # known (before the alert was made), kept, due, sent, given up
    Column("tries", Integer, nullable=False),
    Column("due", Text),  # ISO date and time, UTC: not to be tried before
    Column("failure", Text),  # of the last try
    Index("ix_notice_alert_id", "alert", "id"),
    Index("ix_notice_state_due", "state", "due"),
)

code = Table(  # types of users' codebooks; the definition kept last holds (codes.py)
    "code",
    metadata,
    Column("name", Text, primary_key=True),
    Column("digest", Text, primary_key=True),  # of its codebook; empty: it came with a reading alone
    Column("codebook", Text),  # name and version
    Column("parent", Text, nullable=False),  # its PLOVER type
    Column("gloss", Text),
    Column("exports", Text, nullable=False),  # JSON: format -> column -> what stands there
    Column("kept", Text, nullable=False),  # ISO date and time, UTC; empty as above
)

turn = Table(  # counts the writing transactions, so that a writer sees whether others have written
    "turn", metadata, _number(), Column("number", BigInteger, nullable=False)
)
