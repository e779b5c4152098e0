"""Reprints share an origin, however edited and in whatever order they arrive; origins are counted, not labels."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from casus.ledger import Ledger, open_ledger, schema
from casus.ledger import origins as module
from casus.ledger.origins import Phrase, fingerprint, grouped, independent, phrases
from casus.ledger.origins import repeats as repeated
from casus.ledger.sources import judge_source
from casus.records import Reading, Report, report_id

STORY = Path(__file__).resolve().parents[2] / "examples/karabakh-2020"
LONG = (
    "Government forces entered the town of Minova on Monday after three days of fighting, residents said. "
    "At least 14 people were killed when shells hit the market, according to a doctor at the hospital. "
    "The rebels said that they had withdrawn to spare the population and accused the army of firing on houses. "
)


def repeats(one: str, other: str) -> bool:
    return repeated(phrases(one), phrases(other))


def reading(text: str, **known: Any) -> Reading:
    return Reading(report=Report(id=report_id(text), text=text, **known), reader="a test")


def origins(ledger: Ledger, *readings: Reading) -> list[list[str]]:
    for one in readings:
        ledger.store(one)
    with ledger.asking() as connection:
        return independent(connection, [one.report.id for one in readings])


def test_a_shortened_reprint_with_another_opening_repeats_the_original() -> None:
    cut = "MINOVA: In the east of the country, government " + LONG[11:200]
    assert repeats(LONG, cut) and repeats(cut, LONG)
    assert set(fingerprint(LONG).bands) & set(fingerprint(LONG + " The town lies on a lake.").bands)


def test_reports_on_the_same_event_in_other_words_do_not_repeat_one_another() -> None:
    other = (
        "The army took Minova on Monday, three days after the fighting for it began. A doctor counted 14 dead after "
        "shells fell on the market of the town. Rebel leaders spoke of a withdrawal for the sake of the inhabitants."
    )
    assert not repeats(LONG, other) and not set(fingerprint(LONG).bands) & set(fingerprint(other).bands)


def test_a_short_text_has_no_fingerprint() -> None:
    assert fingerprint("Rebels attacked the town.").bands == () and not repeats("Rebels attacked.", "Rebels attacked.")


def test_labels_do_not_corroborate(ledger: Ledger) -> None:
    wire = reading(LONG, source="Example Wire", agency="Example Wire", published="2025-02-04")
    reprint = reading("EXCLUSIVE: " + LONG, source="Northern Courier", published="2025-02-04")
    credited = reading(
        "The army is in Minova.", source="Capital Gazette", agency="example wire", published="2025-02-05"
    )
    own = reading("Our correspondent saw soldiers in Minova.", source="Frontline Monitor", published="2025-02-05")
    groups = origins(ledger, wire, reprint, credited, own)
    assert sorted(map(len, groups)) == [1, 3]


def test_short_and_full_names_of_an_agency_are_one(ledger: Ledger) -> None:
    one = reading("The army is in Minova.", source="Capital Gazette", agency="AP")
    other = reading("Soldiers have entered Minova.", source="Northern Courier", agency="The Associated Press")
    assert len(origins(ledger, one, other)) == 1


def test_an_agency_is_one_with_the_source_of_its_name(ledger: Ledger) -> None:
    own = reading("The army is in Minova.", source="TASS")
    credited = reading("Soldiers have entered Minova.", source="Northern Courier", agency="ITAR-TASS")
    assert len(origins(ledger, own, credited)) == 1


def test_an_agency_belongs_to_the_family_of_the_source_of_its_name(ledger: Ledger) -> None:
    credited = reading("The army is in Minova.", source="Northern Courier", agency="SANA")
    sister = reading("Soldiers have entered Minova.", source="Capital Gazette")
    own = reading("Troops hold Minova.", source="Syrian Arab News Agency")
    assert len(origins(ledger, credited, sister, own)) == 2
    with ledger.writing() as connection:
        for name in ("Capital Gazette", "Syrian Arab News Agency"):
            judge_source(connection, name, family="Ministry of Information", reliability=None)
    assert len(origins(ledger, credited, sister, own)) == 1


def test_a_report_of_two_agencies_corroborates_neither(ledger: Ledger) -> None:
    both = reading("The army is in Minova.", source="Northern Courier", agency="AFP/Reuters")
    one = reading("Soldiers have entered Minova.", source="Capital Gazette", agency="Reuters")
    other = reading("Troops hold Minova.", source="Frontline Monitor", agency="AFP")
    assert len(origins(ledger, both, one, other)) == 1


def test_reports_without_any_source_are_origins_of_their_own(ledger: Ledger) -> None:
    assert len(origins(ledger, reading("The army is in Minova."), reading("Soldiers have entered Minova."))) == 2


def test_a_text_in_two_papers_has_both_as_its_family_in_any_order(ledger: Ledger, where: str) -> None:
    a, b = reading(LONG, source="Paper A"), reading(LONG, source="Paper B")
    others = [reading("The army is in Minova.", source="Paper A"), reading("Soldiers came.", source="Paper B")]
    assert len(origins(ledger, a, b, *others)) == 1
    with ledger.writing() as connection:
        for table in reversed(schema.metadata.sorted_tables):
            connection.execute(delete(table))
    other = open_ledger(where)
    assert len(origins(other, *others, b, a)) == 1
    other.close()


@pytest.mark.parametrize("share", [3, 5, 10])
def test_the_lead_of_a_long_story_is_a_reprint(tmp_path: Path, share: int) -> None:
    rng, words = random.Random(share), [f"word{n}" for n in range(3000)]
    ledger = open_ledger(tmp_path / "casus.db")
    for _ in range(20):
        story = rng.choices(words, k=600)
        cut = [*rng.choices(words, k=10), *story[: 600 // share]]
        assert len(origins(ledger, reading(" ".join(story)), reading(" ".join(cut)))) == 1
    ledger.close()


def test_no_more_than_twenty_reports_are_compared_word_by_word(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[set[Phrase]] = []

    def watched(_: set[Phrase], other: set[Phrase]) -> bool:
        compared.append(other)
        return True

    monkeypatch.setattr(module, "repeats", watched)
    made = [reading(f"{LONG} Edition {n}.") for n in range(30)]
    assert len(origins(ledger, *made)) == 1
    compared.clear()
    ledger.store(reading(f"{LONG} Edition 17. Late."))
    assert len(compared) == 20 and phrases(made[17].report.text) in compared


def test_groups_join_through_others() -> None:
    marks = {"a": [("x", "1")], "b": [("x", "1"), ("y", "2")], "c": [("y", "2")], "d": [("z", "3")]}
    assert grouped(["a", "b", "c", "d"], marks) == [["a", "b", "c"], ["d"]]
    assert grouped(["c", "d"], marks) == [["c"], ["d"]]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_reprints_of_a_war_are_found_in_any_order(tmp_path: Path, seed: int) -> None:
    rows = [json.loads(line) for line in (STORY / "reports.jsonl").read_text(encoding="utf-8").splitlines()]
    reprints = json.loads((STORY / "situation.json").read_text(encoding="utf-8"))["reprints"]
    random.Random(seed).shuffle(rows)
    names = {report_id(row["text"]): row["id"] for row in rows}
    ledger = open_ledger(tmp_path / "casus.db")
    for row in rows:
        ledger.store(reading(row["text"], published=row["published"], url=row["url"]))
    with ledger.asking() as connection:
        groups = [sorted(names[one] for one in its) for its in independent(connection, names)]
    ledger.close()
    assert sorted(its for its in groups if len(its) > 1) == sorted(sorted(pair) for pair in reprints.items())
