"""An analyst's word on a statement holds in every view, as if the ledger had been loaded that way; nothing is lost."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from bench.identity.__main__ import load
from casus.ledger import Ledger, entry_of, open_ledger
from casus.ledger.about import statements_of_actor, statements_of_report
from casus.ledger.corrections import all_words, open_words, standings_of, words_on
from casus.ledger.events import event_of
from casus.ledger.searching import search
from casus.reading import get_reader
from casus.records import BadRecord, Event, LedgerError, Place, Reading, Report, Status, Toll, report_id

DERIVED = {
    "mention": "SELECT s.report_id, s.record, t.report_id, t.record, h.report_id, h.record FROM mention m "
    "JOIN statement s ON s.id = m.statement_id LEFT JOIN statement t ON t.id = m.joins_id "
    "JOIN statement h ON h.id = m.head_id",
    "features": "SELECT s.report_id, s.record, m.features FROM mention m JOIN statement s ON s.id = m.statement_id",
    "whereabouts": "SELECT s.report_id, s.record, w.period, w.topic, w.anchor FROM whereabouts w "
    "JOIN statement s ON s.id = w.statement_id",
    "concern": "SELECT s.report_id, s.record, c.country, c.kind, c.published FROM concern c "
    "JOIN statement s ON s.id = c.statement_id",
    "bearing": "SELECT s.report_id, s.record, b.published, b.shows, b.sides, b.pairs, b.country FROM bearing b "
    "JOIN statement s ON s.id = b.statement_id",
    "statement": "SELECT report_id, label, record, published, type, status, first_day FROM statement WHERE is_current",
    "role": "SELECT s.report_id, s.record, r.role, r.published, a.name FROM role r "
    "JOIN statement s ON s.id = r.statement_id JOIN actor a ON a.id = r.actor_id WHERE s.is_current",
}


def derived(ledger: Ledger) -> dict[str, Counter[tuple[Any, ...]]]:
    """All that a ledger makes of the statements in force, without the numbers of rows."""
    with ledger.asking() as connection:
        return {name: Counter(map(tuple, connection.execute(text(asked)))) for name, asked in DERIVED.items()}


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """Own-words reports of some scenes, which have statements that are easily confused."""
    reader = get_reader("lexicon")
    rows = load("reports.jsonl")[:60]
    return [
        reader.read(
            Report(id=report_id(f"{row['id']} {row['text']}"), title=row["title"], source=row["source"],
                   published=row["published"], language="en", text=row["text"])
        )
        for row in rows
    ]  # fmt: skip


def rich(readings: list[Reading]) -> tuple[Reading, Event]:
    """A reading of some events, and its first, which is told as actual and has doers."""
    reading = next(
        one for one in readings if len(one.events) >= 3 and one.events[0].status == "actual" and one.events[0].actors
    )
    return reading, reading.events[0]


def name_of(reading: Reading, one: Event | Toll) -> str:
    return f"{reading.report.id}/{one.id}"


def count(connection: Connection, table: str) -> int:
    return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_a_rejected_statement_counts_nowhere_and_stays(ledger: Ledger, readings: list[Reading]) -> None:
    reading, one = rich(readings)
    ledger.store(reading)
    with ledger.asking() as connection:
        before = count(connection, "statement")
    ledger.reject(name_of(reading, one), "Ada", "the court was not attacked")
    kept = ledger.reading(reading.report.id)
    assert kept is not None and list(kept.statements()) == [its for its in reading.statements() if its is not one]
    with ledger.asking() as connection:
        assert event_of(connection, name_of(reading, one)) is None
        assert one not in [its.record for its in statements_of_report(connection, reading.report.id)]
        hits = search(connection, reading.report.text.split()[0], since=None, until=None, most=5)
        assert all(one not in hit.statements for hit in hits)
        assert count(connection, "statement") == before
        [word] = all_words(connection)
        assert words_on(connection, [(reading.report.id, one.id)]) == {(reading.report.id, one.id): [word]}
    assert (word.says, word.author, word.why, word.record) == ("rejected", "Ada", "the court was not attacked", one)
    assert word.said[:2] == "20" and word.by is None


def test_a_corrected_statement_counts_as_it_was_corrected(ledger: Ledger, readings: list[Reading]) -> None:
    reading, one = rich(readings)
    ledger.store(reading)
    name = ledger.correct(name_of(reading, one), replace(one, place=Place(name="Ayn", country="IRQ")), "Ada")
    assert name == f"{name_of(reading, one)}.1"
    with ledger.asking() as connection:
        found = event_of(connection, name)
        assert found is not None and event_of(connection, name_of(reading, one)) is None
        record = next(its.record for its in found.tellings if "/".join(its.key) == name)
        [listed] = [its for its in statements_of_report(connection, reading.report.id) if its.record == record]
        assert listed.reader == "corrections"
        assert record.place == Place(name="Ayn", country="IRQ") and record.id == f"{one.id}.1"
        words = words_on(connection, [(reading.report.id, record.id), (reading.report.id, one.id)])
    assert len(words) == 2 and len({tuple(its) for its in words.values()}) == 1


def test_the_last_word_holds_and_all_are_kept(ledger: Ledger, readings: list[Reading]) -> None:
    reading, one = rich(readings)
    ledger.store(reading)
    whole = derived(ledger)
    key = name_of(reading, one)
    first = ledger.correct(key, replace(one, status="future"), "Ada")
    second = ledger.correct(first, replace(one, status="negated"), "Ben")
    assert ledger.confirm(second, "Cem") == second == f"{key}.2"
    changed = derived(ledger)
    ledger.reject(second, "Dan")
    kept = ledger.reading(reading.report.id)
    assert kept is not None and len(list(kept.statements())) == len(list(reading.statements())) - 1
    assert ledger.take_back(first, "Eve") == key
    assert derived(ledger) == whole != changed
    with ledger.asking() as connection:
        says = [(word.says, word.author, word.by_key and word.by_key[1]) for word in all_words(connection)]
        [standing] = standings_of(connection, reading.report.id)
        assert all_words(connection, limit=2, before=2)[0].author == "Ada"
    labels = [f"{one.id}.{number}" for number in (1, 2)]
    assert says[::-1] == [
        ("corrected", "Ada", labels[0]), ("corrected", "Ben", labels[1]), ("corrected", "Cem", labels[1]),
        ("rejected", "Dan", None), ("as read", "Eve", None),
    ]  # fmt: skip
    assert standing.stand == "taken back"


def test_what_does_not_fit_is_refused_and_changes_nothing(ledger: Ledger, readings: list[Reading]) -> None:
    reading, one = rich(readings)
    ledger.store(reading)
    whole, key, end = derived(ledger), name_of(reading, one), len(reading.report.text)
    toll = Toll(id="t", span=one.span, sentence=one.sentence, confidence=1.0, effect="killed", best=3)
    for record, error, told in (
        (toll, LedgerError, "is an event"),
        (replace(one, sentence=(0, end + 9), span=(end, end + 9)), BadRecord, "outside its report"),
        (replace(one, mode="a\0b"), BadRecord, "NUL"),
    ):
        with pytest.raises(error, match=told):
            ledger.correct(key, record, "Ada")
    for name, author, why in ((key, " ", None), (f"{key}9", "Ada", None), (key, "A" * 201, None), (key, "A", "\0")):
        with pytest.raises(LedgerError):
            ledger.reject(name, author, why)
    with pytest.raises(BadRecord, match="No reader may be called"):
        ledger.store(replace(reading, reader="corrections"))
    assert derived(ledger) == whole
    with ledger.asking() as connection:
        assert count(connection, "correction") == 0


class TestReadAgain:
    """By a newer reader."""

    def again(self, reading: Reading, number: int = 99) -> Reading:
        """The same, found by another version, which numbers its statements in another way."""
        events = tuple(
            replace(one, id=f"n{one.id}", within=f"n{one.within}" if one.within else None) for one in reading.events
        )
        return replace(reading, reader=f"lexicon {number}", events=events)

    def test_words_hold_on_what_matches(self, ledger: Ledger, readings: list[Reading]) -> None:
        reading, _ = rich(readings)
        first, second, *_ = reading.events
        ledger.store(reading)
        ledger.reject(name_of(reading, first), "Ada")
        ledger.confirm(name_of(reading, second), "Ada")
        ledger.store(self.again(reading))
        kept = ledger.reading(reading.report.id)
        assert kept is not None and [one.id for one in kept.events] == [f"n{one.id}" for one in reading.events[1:]]
        with ledger.asking() as connection:
            assert [one.stand for one in standings_of(connection, reading.report.id)] == ["holds", "holds"]
            assert open_words(connection) == []
        ledger.take_back(f"{reading.report.id}/n{first.id}", "Ben")
        kept = ledger.reading(reading.report.id)
        assert kept is not None and len(kept.events) == len(reading.events)
        with ledger.asking() as connection:
            stands = [one.stand for one in standings_of(connection, reading.report.id)]
        assert stands == ["overtaken", "holds", "taken back"]

    def test_what_matches_nothing_is_open_and_an_analysts_record_counts(
        self, ledger: Ledger, readings: list[Reading]
    ) -> None:
        reading, _ = rich(readings)
        first, second, *rest = reading.events
        ledger.store(reading)
        named = ledger.correct(name_of(reading, first), replace(first, status="historical"), "Ada")
        ledger.confirm(name_of(reading, second), "Ada")
        ledger.store(replace(reading, reader="lexicon 99", events=tuple(rest)))
        kept = ledger.reading(reading.report.id)
        assert kept is not None and kept.reader == "lexicon 99"
        assert {one.id for one in kept.events} == {*(one.id for one in rest), f"{first.id}.1", f"{second.id}.1"}
        with ledger.asking() as connection:
            assert [word.record for word in open_words(connection)] == [first, second]
            assert event_of(connection, named) is not None
        ledger.reject(named, "Ben")
        kept = ledger.reading(reading.report.id)
        assert kept is not None and f"{first.id}.1" not in {one.id for one in kept.events}

    def test_a_reader_that_finds_what_the_analyst_said_is_no_second_voice(
        self, ledger: Ledger, readings: list[Reading]
    ) -> None:
        reading, one = rich(readings)
        ledger.store(reading)
        ledger.correct(name_of(reading, one), replace(one, status="future"), "Ada")
        other = [replace(its, status="future") if its is one else its for its in reading.events]
        ledger.store(replace(reading, reader="lexicon 99", events=tuple(other)))
        kept = ledger.reading(reading.report.id)
        assert kept is not None and len(kept.events) == len(reading.events)
        with ledger.asking() as connection:
            assert open_words(connection) == []

    def test_it_is_all_there_when_the_older_reading_comes_back(self, ledger: Ledger, readings: list[Reading]) -> None:
        reading, one = rich(readings)
        ledger.store(reading)
        ledger.reject(name_of(reading, one), "Ada")
        before = derived(ledger)
        ledger.store(replace(reading, reader="lexicon 99", events=()))
        ledger.store(reading)
        assert derived(ledger) == before

    def test_a_corrected_date_is_the_records_too(self, ledger: Ledger, readings: list[Reading]) -> None:
        reading, one = rich(readings)
        ledger.store(reading)
        ledger.correct(name_of(reading, one), replace(one, status="future"), "Ada")
        dated = replace(reading, report=replace(reading.report, published="2031-01-02"))
        ledger.store(dated)
        with ledger.asking() as connection:
            days = {its.published for its in statements_of_report(connection, reading.report.id)}
            actor = one.actors[0].name
            assert {its.published for its in statements_of_actor(connection, name=actor).items} == {"2031-01-02"}
        assert days == {"2031-01-02"}


STATUSES: tuple[Status, ...] = ("actual", "future", "negated")


def effective(reading: Reading, spoken: dict[str, tuple[str, Any]]) -> Reading:
    """The reading as analysts left it, made by hand. spoken: label -> (what was said, record)."""
    lists: dict[str, Any] = {}
    for kind in ("events", "tolls", "truces", "pledges", "ties", "quotes"):
        mine = [one for one in getattr(reading, kind) if spoken.get(one.id, ("", None))[0] in ("", "confirmed")]
        own = [record for said, record in spoken.values() if said == "corrected" and f"{_kind(record)}s" == kind]
        lists[kind] = (*mine, *own)
    return replace(reading, **lists)


def _kind(record: Any) -> str:
    return type(record).__name__.lower()


@pytest.mark.parametrize("seed", range(6))
def test_it_is_as_if_the_ledger_had_been_loaded_that_way(
    ledger: Ledger, tmp_path: Path, readings: list[Reading], seed: int
) -> None:
    rng = random.Random(seed)
    some = rng.sample([one for one in readings if list(one.statements())], 14)
    spoken: dict[str, dict[str, tuple[str, Any]]] = {one.report.id: {} for one in some}
    waiting, kept = list(some), list[Reading]()
    for _ in range(40):
        if waiting and (not kept or rng.random() < 0.4):
            kept.append(waiting.pop())
            ledger.store(kept[-1])
            continue
        reading = rng.choice(kept)
        one: Any = rng.choice(list(reading.statements()))
        key, its = f"{reading.report.id}/{one.id}", spoken[reading.report.id]
        said = rng.choice(("confirmed", "rejected", "corrected", "as read"))
        if said == "corrected":
            record = replace(one, status=rng.choice(STATUSES)) if isinstance(one, Event) else replace(one, confidence=1)
            named = ledger.correct(key, record, "Ada")
            its[one.id] = (said, replace(record, id=named.partition("/")[2]))
        elif said == "rejected":
            ledger.reject(key, "Ben")
            its[one.id] = (said, None)
        elif said == "confirmed":
            ledger.confirm(key, "Cem")
            its[one.id] = (said, None)
        else:
            ledger.take_back(key, "Dan")
            its.pop(one.id, None)
    other = open_ledger(tmp_path / "loaded.db")
    other.store_all([entry_of(effective(one, spoken[one.report.id])) for one in kept])
    assert derived(ledger) == derived(other)
    other.close()


def test_a_ledger_of_before_has_no_words(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path / "casus.db")
    with ledger.asking() as connection:
        assert not (all_words(connection) or open_words(connection) or standings_of(connection, "0" * 20))
    ledger.close()
