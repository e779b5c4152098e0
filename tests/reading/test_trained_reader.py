"""The trained reader over the shipped model: what it must do on any text, and on a few plain ones."""

import pytest
from short_reports import report_on

from casus.reading import get_reader, trained_reader
from casus.reading.composition import cast_of
from casus.reading.lexicon_reader import LexiconReader
from casus.reading.sentences import split_sentences
from casus.reading.signals import Rows
from casus.records import Event, Reading, as_json


def read(text: str, *, published: str | None = "2020-06-15") -> Reading:
    return get_reader("trained").read(report_on(text, published=published))


def event(text: str, kind: str) -> Event:
    found = [one for one in read(text).events if one.type == kind]
    assert found, (kind, [(one.type, one.status) for one in read(text).events])
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "status", "actor", "recipient"),
    [
        ("Turkey attacked Syria on Sunday.", "ASSAULT", "actual", "TUR", "SYR"),
        ("Canada expelled two Russian diplomats on Friday.", "SANCTION", "actual", "CAN", "RUS"),
        ("France condemned the raid by Israeli forces on the camp.", "ACCUSE", "actual", "FRA", None),
        ("Russia promised to send food to Armenia.", "AGREE", "actual", "RUS", None),
        ("The foreign ministers of Egypt and Sudan met in Cairo on Friday.", "CONSULT", "actual", "EGY", None),
        ("Germany urged Iran to release the prisoners.", "REQUEST", "actual", "DEU", "IRN"),
        ("Germany urged Iran to release the prisoners.", "RETREAT", "requested", "IRN", None),
        ("Police arrested 20 opposition activists in Minsk.", "COERCE", "actual", None, None),
    ],
)
def test_plain_sentences(text: str, kind: str, status: str, actor: str | None, recipient: str | None) -> None:
    found = event(text, kind)
    assert found.status == status
    if actor is not None:
        assert actor in {one.country for one in found.actors}
    if recipient is not None:
        assert recipient in {one.country for one in found.recipients}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "Will Turkey attack Syria?",
        "The weather in the capital stayed mild and the markets were quiet.",
        "Liverpool attacked from the first whistle and Salah scored twice against Arsenal in the cup final.",
    ],
)
def test_what_states_nothing_gives_nothing(text: str) -> None:
    assert read(text).events == ()


def test_every_record_points_into_its_sentence_and_confidence_is_a_probability() -> None:
    text = (
        "Rebels shelled Goma on Monday, killing five civilians, the army said. The government vowed to strike back if "
        "the attacks went on. “We shall never surrender,” said their leader, who denied that his men had fired first."
    )
    reading = read(text)
    assert reading.events
    for record in (*reading.events, *reading.tolls, *reading.truces, *reading.pledges, *reading.ties):
        assert record.sentence[0] <= record.span[0] < record.span[1] <= record.sentence[1]
        assert 0 <= record.confidence <= 1


def test_the_same_text_gives_the_same_bytes_alone_and_among_others() -> None:
    first = "Turkey attacked Syria on Sunday."
    alone = as_json(read(first))
    assert alone == as_json(read(first))
    together = as_json(
        read(first + " " + "The two sides met in Geneva, officials from both countries said later. " * 3)
    )
    assert [one["type"] for one in together["events"]][:1] == [one["type"] for one in alone["events"]][:1]


def test_a_language_it_does_not_read_gives_a_note() -> None:
    reading = get_reader("trained").read(report_on("Die Armee griff an.", language="de"))
    assert reading.events == () and "trained reader reads English" in reading.report.notes[-1]


@pytest.mark.parametrize(
    "text", ["x" * 5000, "attack " * 900, "“" * 300, "killed 5 " * 200, "\u202e army \ufeff shelled \x07 Goma"]
)
def test_hostile_texts_are_read(text: str) -> None:
    read(text)


def test_a_stretch_too_long_to_judge_is_told_and_costs_nothing_else() -> None:
    reading = read("Turkey attacked Syria on Sunday.\n" + "5 " * 400 + "\nRebels seized the town of Goma on Monday.")
    assert {event.type for event in reading.events} == {"ASSAULT"} and len(reading.events) == 2
    assert "over 256 words" in reading.report.notes[-1]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("Iran's army said it would close the strait if its tankers were stopped.", "if its tankers were stopped"),
        ("Should the rebels enter the town, Kenya will send soldiers, its president said.", "Should the rebels enter"),
    ],
)
def test_a_promise_on_a_condition_is_a_pledge_with_its_words(text: str, condition: str) -> None:
    pledges = read(text).pledges
    assert len(pledges) == 1 and pledges[0].state == "open"
    assert pledges[0].condition is not None and condition in pledges[0].condition
    assert pledges[0].guarantors


def test_a_condition_alone_is_no_pledge() -> None:
    assert read("Analysts wondered if the tankers had been stopped.").pledges == ()


def test_a_long_report_is_judged_in_blocks_and_reads_like_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = ["Turkey attacked Syria on Sunday.", "Canada expelled two Russian diplomats on Friday."] * 8
    whole = as_json(read("\n".join(parts)))
    monkeypatch.setattr(trained_reader, "_BLOCK", 2_000)
    blocked = as_json(read("\n".join(parts)))
    assert [one["span"] for one in blocked["events"]] == [one["span"] for one in whole["events"]]
    assert [one["type"] for one in blocked["events"]] == ["ASSAULT", "SANCTION"] * 8
    assert as_json(read("\n".join(parts))) == blocked


def test_a_block_is_bounded_and_none_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    report = report_on("Turkey attacked Syria on Sunday. " * 30)
    sketches = LexiconReader().sketches(report, split_sentences(report), ())
    found = [(sketch, Rows(sketch), cast_of(sketch)) for sketch in sketches]
    monkeypatch.setattr(trained_reader, "_BLOCK", 3 * (len(found[0][1].words) + 20) ** 2)
    assert [len(block) for block in trained_reader.blocks(found)] == [3] * 10
    assert list(trained_reader.blocks([])) == []


def test_a_promise_is_one_pledge_and_helps_the_other_side() -> None:
    text = "Russia asked for talks. Moscow replied that it would help if the fighting reached Syrian soil."
    (pledge,) = read(text).pledges
    assert [one.country for one in pledge.guarantors] == ["RUS"]
    assert [one.country for one in pledge.beneficiaries] == ["SYR"]
    assert pledge.condition == "if the fighting reached Syrian soil"


@pytest.mark.parametrize(
    "text",
    [
        "Ana Diaz said that Colombia reserved the right to target any camp and any troop movement in Venezuela.",
        "Sudan said the war would end when Ethiopia withdrew.",
    ],
)
def test_without_a_condition_or_a_promise_of_ones_own_there_is_no_pledge_by_the_other_side(text: str) -> None:
    assert not any(one.country in ("ETH", "COL") for pledge in read(text).pledges for one in pledge.guarantors)
