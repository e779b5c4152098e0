"""A codebook is believed only where all of it can be used; what cannot is named with its place and what to change."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from casus.cli.codebooks import start
from casus.knowledge.codebook import LARGEST, codebook_of, load_codebook
from casus.reading.lexicon import lexicon, lexicon_with
from casus.records import BadKnowledge

BOOK = """
name: drones
version: 1.10
types:
  - name: DRONE_STRIKE
    gloss: An attack by an uncrewed aircraft.
    parent: ASSAULT
    mode: drone
    examples: [A drone strike killed three soldiers near Belgorod.]
    entries:
      - nouns: [drone strike]
      - verbs: [hit]
        subject: [drone]
"""
TWICE = BOOK + BOOK.partition("types:\n")[2]
CHANGE = "changes:\n  - verbs: [buzz]\n    type: THREATEN\n"
WRONG = {
    "parent: ASSAULT -> parent: WAR": r"book\.yaml, types, DRONE_STRIKE, parent: .*ASSAULT",
    "mode: drone -> mode: drones": "no mode 'drones'; ASSAULT has: .*drone",
    "name: DRONE_STRIKE -> name: ASSAULT": "types, ASSAULT: casus has a type of this name; choose another",
    "name: DRONE_STRIKE -> name: KILLED": "choose another",
    "name: DRONE_STRIKE -> name: drone strike": "types, drone strike, name: 'drone strike' cannot stand here",
    "gloss: -> glos:": "DRONE_STRIKE, gloss: it is missing; add it",
    "subject: -> subjekt:": "entries, number 2, subjekt: there is no such key",
    "[drone strike] -> drone strike": "entries, number 1, nouns: write a list",
    "[drone strike] -> []": "nouns: the list is empty; write at least one",
    "[drone strike] -> ['(a+)+$']": "nouns, number 1: .* cannot stand here",
    "[drone strike] -> ['drone\\0strike']": "no YAML|cannot stand here",
    "[drone strike] -> [no]\n        verbs: [hit]": "number 1: give verbs, nouns or adjectives, one of them",
    "[drone]\n -> ['@dronez']\n": "entries, number 2: no class @dronez",
    "[hit] -> [struck]": r"book\.yaml, types, DRONE_STRIKE, entries, number 2: 'struck' is a form of 'strike'",
    "[hit] -> [frobnicate]": "casus knows no verb 'frobnicate'",
    "version: 1.10 -> version: 1\nversion: 2": "the key 'version' comes twice",
    "version: 1.10 -> ": "version: it is missing",
    "name: drones -> name: Drones & co": "'Drones & co' cannot stand here",
    "[A drone -> ['a', &x b, A drone": "line 9, has an anchor or alias",
    "gloss: An -> gloss: !!python/object/apply:os.system An": "line 6, has a tag",
    "gloss: An -> gloss: !secret An": "line 6, has a tag",
    "gloss: An -> gloss: 'An": "no YAML",
}


@pytest.mark.parametrize("change", WRONG, ids=str)
def test_what_is_wrong_is_named_with_its_place(change: str) -> None:
    old, _, new = change.partition(" -> ")
    assert old in BOOK
    with pytest.raises(BadKnowledge, match=WRONG[change]) as caught:
        lexicon_with(codebook_of(BOOK.replace(old, new, 1), "book.yaml"))
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 500


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TWICE, "the name comes twice"),
        (TWICE.replace("DRONE_STRIKE", "UAV_STRIKE", 1), "'drone strike' stands under UAV_STRIKE too"),
        (BOOK + CHANGE + "    mode: drone\n", "changes, number 1: no mode 'drone'; THREATEN has: .*violence"),
        (BOOK + "changes:\n", "changes: write a list"),
        ("name: a\nversion: 1", "neither types nor changes"),
        (BOOK + "---\nname: b\n", "begins a second document"),
        ("- a", "is no mapping"),
        ("", "is no mapping"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]", "line 1, has an anchor or alias"),
        ("[" * 200_000, "nests more than"),
        ("{a: " * 200_000, "nests more than"),
        ("? {a: b}\n: c", "no YAML"),
        ("name: a\n\tversion: 1", "no YAML"),
    ],
)
def test_a_file_that_is_no_codebook_is_refused_at_once(text: str, said: str) -> None:
    began = time.monotonic()
    with pytest.raises(BadKnowledge, match=said):
        codebook_of(text, "book.yaml")
    assert time.monotonic() - began < 2


def test_a_file_too_large_or_of_no_text_is_not_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "book.yaml"
    with file.open("wb") as large:
        large.truncate(100_000_000)
    with pytest.raises(BadKnowledge, match=f"more than {LARGEST:,} bytes; divide it"):
        load_codebook(str(file))
    file.write_bytes(b"name: \xff")
    with pytest.raises(BadKnowledge, match="no text in UTF-8"):
        load_codebook(str(file))
    with pytest.raises(BadKnowledge, match=r"cannot be read .No such file"):
        load_codebook(str(tmp_path / "none.yaml"))


def test_words_stay_words_and_versions_versions() -> None:
    book = codebook_of(BOOK.replace("[drone]\n", "[drone, no, on, 1]\n"), "book.yaml")
    assert book.version == "1.10" and book.types[0].entries[1].subject == ("drone", "no", "on", "1")


def test_remarks_and_the_order_of_keys_make_no_other_codebook() -> None:
    book = codebook_of(BOOK, "book.yaml")
    assert codebook_of("# a remark\nversion: 1.10\n" + BOOK.replace("version: 1.10\n", ""), "x").label == book.label
    assert codebook_of(BOOK.replace("[hit]", "[strike]"), "book.yaml").label != book.label


def test_a_codebook_leaves_our_own_lexicon_as_it_is() -> None:
    before = {key: list(its) for key, its in lexicon().senses.items()}
    made = lexicon_with(codebook_of(BOOK, "book.yaml"))
    assert [one.code for one in made.of("noun", "strike") if one.is_users] == ["DRONE_STRIKE"]
    assert lexicon().senses == before and not any(one.is_users for its in before.values() for one in its)


def test_the_codebook_to_begin_with_is_one() -> None:
    assert lexicon_with(codebook_of(start(), "codebook.yaml")).of("verb", "buzz")[0].type == "THREATEN"
