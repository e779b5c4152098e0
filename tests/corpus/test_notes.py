"""The annotators' notes become records with offsets, and every slip is named by its line."""

import json

import pytest

from corpus.check import faults_of
from corpus.notes import Slip, find_words, read_count, read_notes
from corpus.sentences import Row

NOTES = """\
@ own-x-001 | 2011-05-03 | wire | Rebels hold town
= Rebels shelled Misrata on Monday, killing three dock workers, the government said, and the government mourned.
E shelled | ASSAULT/heavy-weapons actual | a Rebels{LBY REB} | p Misrata | t on Monday | v government{LBY GOV}
K killing | killed 3 | g civilians | of dock workers{LBY LAB} | by Rebels
= They urged Paris to withdraw.
E urged | REQUEST/change actual | a They=Rebels | r Paris{FRA GOV}
E withdraw | RETREAT/withdraw requested | a Paris | in urged | v They=Rebels
= The weather stayed calm.
-
# articles:guardian-1:10:30
E fired | ASSAULT actual | a =Rebels
""".splitlines()
TEXTS = {"articles:guardian-1:10:30": "The guns fired again"}


def sentences(lines: list[str]) -> list[Row]:
    found = list(read_notes(lines, TEXTS))
    assert not [slip for _, slips in found for slip in slips]
    return [sentence for sentence, _ in found if sentence is not None]


def test_notes_become_records_with_offsets() -> None:
    first, second, third, fourth = sentences(NOTES)
    shelled, killing = first["records"]
    assert first["text"][slice(*shelled["trigger"])] == "shelled"
    assert shelled["type"], shelled["mode"] == ("ASSAULT", "heavy-weapons")
    assert shelled["voice"][0] == {
        "span": [first["text"].index("government"), first["text"].index("government") + 10],
        "name": "government", "country": "LBY", "sectors": ["GOV"],
    }  # fmt: skip
    assert (killing["low"], killing["best"], killing["high"]) == (3, 3, 3)
    urged, withdraw = second["records"]
    assert urged["actors"][0]["name"] == "Rebels" and second["text"][slice(*urged["actors"][0]["span"])] == "They"
    assert withdraw["within"] == 0
    assert third["records"] == []
    assert fourth["records"][0]["actors"][0]["span"] is None
    assert not [fault for one in (first, second, third, fourth) for fault in faults_of(one, len(one["text"]))]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("E bombed | ASSAULT actual", "'bombed' does not stand in the sentence"),
        ("E guns | ASSAULT/visit actual", "unknown type or mode 'ASSAULT/visit'"),
        ("E guns | ASSAULT done", "unknown status 'done'"),
        ("E guns | ASSAULT actual | a guns", "has no codes yet"),
        ("E guns | ASSAULT actual | a guns{GOV}", "the country comes first"),
        ("E guns | ASSAULT actual | x guns", "unknown field 'x' of a event"),
        ("K guns | killed many", "cannot read the count 'many'"),
        ("C guns | broken", "unknown truce state 'broken'"),
        ("P guns | AID open", "a pledge needs the words of its trigger"),
        ("R guns | friend", "unknown tie 'friend'"),
        ("E guns | REQUEST actual | in guns", "'in' names no trigger"),
        ("nonsense", "cannot read the line"),
    ],
)
def test_a_slip_is_named_with_its_line(line: str, message: str) -> None:
    found = list(read_notes(["@ d | ? | wire | -", "= The guns fired again.", line], {}))
    (_, slips), *_ = found
    assert any(message in what for _, what in slips), slips
    assert all(number in (2, 3) for number, _ in slips)


def test_a_sentence_without_marks_is_a_slip() -> None:
    found = list(read_notes(["@ d | ? | wire | -", "= Calm.", "= Calm again.", "-"], {}))
    assert [bool(slips) for _, slips in found] == [True, False]


@pytest.mark.parametrize(
    ("count", "bounds"),
    [
        ("3", (3, 3, 3)),
        ("1251-", (1251, None, None)),
        ("-40", (None, None, 40)),
        ("5-7", (5, None, 7)),
        ("~30", (None, 30, None)),
    ],
)
def test_counts(count: str, bounds: tuple[int | None, ...]) -> None:
    assert tuple(read_count(count).values()) == bounds


def test_words_are_whole_and_counted() -> None:
    assert find_words("rebel and rebels and rebel", "rebel#2") == (21, 26)
    with pytest.raises(Slip):
        find_words("rebels", "rebel")


def test_faults_are_found() -> None:
    (sentence, *_) = sentences(NOTES)
    broken = json.loads(json.dumps(sentence))
    broken["records"][0]["trigger"] = [0, 4000]
    broken["records"][0]["status"] = "done"
    broken["records"][0]["within"] = 7
    broken["records"][1]["of"][0]["sectors"] = ["NAVY"]
    faults = list(faults_of(broken, len(broken["text"])))
    for words in (
        "trigger [0, 4000] lies outside",
        "status 'done' is unknown",
        "'within' names record 7",
        "unknown sector 'NAVY'",
    ):
        assert any(words in fault for fault in faults), faults
