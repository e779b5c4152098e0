"""The lexicon as analysts edit it: what its files hold, and what is said of an entry that cannot be used."""

import re
import shutil
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from casus.knowledge.tables import document
from casus.reading import lexicon as module
from casus.reading.lexicon import Lexicon, WordKind, lexicon
from casus.records import EFFECTS, EVENT_TYPES, STATUSES, BadKnowledge

DATA = Path(module.__file__).parent / "data"
FILES = sorted(path for path in (DATA / "lexicon").glob("*.yaml") if path.name != "classes.yaml")
KINDS = ("verbs", "nouns", "adjectives")
CONDITIONS = ("object", "not_object", "subject", "not_subject")
TRUCES = ("proposed", "agreed", "in force", "violated", "collapsed")
FEWEST_PHRASES = 5000


@cache
def entries(path: Path) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


def phrases(entry: dict[str, Any]) -> list[str]:
    return [phrase for kind in KINDS for phrase in entry.get(kind, [])]


def wrong(path: Path, is_wrong: Any) -> list[str]:
    """The first words of the entries of a file that something is wrong with."""
    return [str(phrases(entry)[:3]) for entry in entries(path) if is_wrong(entry)]


def test_every_type_has_its_file() -> None:
    assert {path.stem.upper() for path in FILES} == set(EVENT_TYPES)


def test_the_readme_explains_every_key() -> None:
    table = (DATA / "lexicon" / "README.md").read_text(encoding="utf-8")
    used = {key for path in FILES for entry in entries(path) for key in entry}
    assert {key for key in used if f"`{key}`" not in table} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_entry_is_of_one_kind_and_has_words(path: Path) -> None:
    assert wrong(path, lambda entry: sum(kind in entry for kind in KINDS) != 1 or not phrases(entry)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_words_are_lower_case_text_and_stand_once_in_an_entry(path: Path) -> None:
    def is_wrong(entry: dict[str, Any]) -> bool:
        for key in (*KINDS, *CONDITIONS):
            words = entry.get(key, [])
            if any(not isinstance(word, str) or word != " ".join(word.lower().split()) for word in words):
                return True
            if len(words) != len(set(words)):
                return True
        return False

    assert wrong(path, is_wrong) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_values_are_those_of_the_contract_and_of_plover(path: Path) -> None:
    modes = set(document("plover.json")["types"][path.stem.upper()]["modes"])
    known: dict[str, Any] = {
        "mode": modes,
        "content": STATUSES,
        "content_by": ("actor", "recipient"),
        "effect": EFFECTS,
        "truce": TRUCES,
        "weight": (1, 2, 3),
        "sides": (True,),
    }
    assert wrong(path, lambda entry: any(entry[key] not in known[key] for key in known if key in entry)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_who_would_do_the_content_is_said_with_the_content(path: Path) -> None:
    assert wrong(path, lambda entry: ("content" in entry) != ("content_by" in entry)) == []


def test_every_mode_of_plover_has_an_entry() -> None:
    used = {(path.stem.upper(), entry.get("mode")) for path in FILES for entry in entries(path)}
    types = document("plover.json")["types"]
    assert {(kind, mode) for kind in types for mode in types[kind]["modes"]} - used == set()


def test_there_are_as_many_phrases_as_there_have_been() -> None:
    assert len({phrase for path in FILES for entry in entries(path) for phrase in phrases(entry)}) >= FEWEST_PHRASES


def test_a_word_without_conditions_belongs_to_one_type() -> None:
    types = defaultdict(set)
    for path in FILES:
        for entry in entries(path):
            if "object" not in entry and "subject" not in entry:
                for kind in KINDS:
                    for phrase in entry.get(kind, []):
                        types[kind, phrase].add(path.stem)
    assert {word: found for word, found in types.items() if len(found) > 1} == {}


def test_classes_hold_lower_case_words_once_and_all_are_used() -> None:
    classes = yaml.safe_load((DATA / "lexicon" / "classes.yaml").read_text(encoding="utf-8"))
    used = {
        word[1:]
        for path in FILES
        for entry in entries(path)
        for key in CONDITIONS
        for word in entry.get(key, [])
        if word.startswith("@")
    }
    assert used <= set(classes)
    assert [name for name, words in classes.items() if not words or len(set(words)) != len(words)] == []
    assert [word for words in classes.values() for word in words if word != word.lower()] == []


def test_operators_are_lower_case_words_with_known_statuses() -> None:
    raw = yaml.safe_load((DATA / "operators.yaml").read_text(encoding="utf-8"))
    assert {entry.get("status") for entry in raw["operators"]} <= {None, *STATUSES}
    words = [word for entry in raw["operators"] for kind in KINDS for word in entry.get(kind, [])]
    assert words and all(isinstance(word, str) and word == word.lower() for word in words)
    assert set(raw) >= {"operators", "light_verbs", "channels"}


# --- as the reader sees it -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "head", "kinds"),
    [
        ("verb", "shell", {"ASSAULT"}),
        ("verb", "urge", {"REQUEST"}),
        ("verb", "deny", {"REJECT"}),
        ("noun", "massacre", {"ASSAULT"}),
    ],
)
def test_a_word_has_senses_of_these_types(kind: WordKind, head: str, kinds: set[str]) -> None:
    assert {sense.type for sense in lexicon().of(kind, head)} >= kinds


def test_a_word_that_is_no_act_has_no_sense() -> None:
    assert lexicon().of("verb", "zzz") == lexicon().of("noun", "say") == []


def test_the_more_specific_sense_comes_first() -> None:
    for senses in lexicon().senses.values():
        sizes = [sense.specificity() for sense in senses]
        assert sizes == sorted(sizes, reverse=True)


def test_verbs_stand_by_their_first_word_and_nouns_by_their_last() -> None:
    assert any(sense.words == ("fire",) for sense in lexicon().of("verb", "open"))
    assert any(sense.words == ("border",) for sense in lexicon().of("noun", "clash"))


@pytest.mark.parametrize(
    ("verb", "speaks"), [("say", True), ("fear", True), ("tweet", True), ("fail", False), ("go", False)]
)
def test_some_operators_lend_their_subject_a_voice(verb: str, speaks: bool) -> None:
    assert lexicon().is_voice(verb) is speaks


def test_an_operator_changes_status_or_channel() -> None:
    tweet, fear, fail = (lexicon().operator("verb", verb) for verb in ("tweet", "fear", "fail"))
    assert tweet is not None and (tweet.status, tweet.channel) == (None, "tweet")
    assert fear is not None and (fear.status, fear.channel) == ("possible", None)
    assert fail is not None and (fail.status, fail.voice) == ("negated", False)
    assert lexicon().operator("noun", "zzz") is None


# --- entries that cannot be used -------------------------------------------------------------------------------------


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the lexicon that may be spoilt."""
    shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    return tmp_path / "data" / "lexicon"


def load_again() -> Lexicon:
    return lexicon.__wrapped__()


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("- verbs: [smite]\n  severity: 9\n", r"unknown keys \['severity'\]"),
        ("- mode: drone\n", "needs verbs, nouns or adjectives"),
        ("- verbs: [smite]\n  nouns: [smiting]\n", "needs verbs, nouns or adjectives"),
        ("- verbs: [smite]\n  object: ['@dragon']\n", "no class @dragon; add it to classes.yaml or name the words"),
        (
            "- verbs: [smite]\n  not_subject: ['@knight']\n",
            "no class @knight; add it to classes.yaml or name the words",
        ),
    ],
)
def test_an_entry_that_cannot_be_used_is_named_with_its_file(copied: Path, entry: str, message: str) -> None:
    with (copied / "assault.yaml").open("a", encoding="utf-8") as file:
        file.write(entry)
    words = "smite" if "smite" in entry else "drone"
    with pytest.raises(BadKnowledge, match=message) as caught:
        load_again()
    assert re.match(rf"lexicon/assault\.yaml, entry .*{words}", str(caught.value))


def test_a_new_entry_is_read_without_anything_being_built(copied: Path) -> None:
    with (copied / "assault.yaml").open("a", encoding="utf-8") as file:
        file.write("- verbs: [smite the foe]\n  mode: primitive\n  object: ['@armed', ogre]\n")
    (sense,) = load_again().of("verb", "smite")
    assert (sense.type, sense.mode, sense.words) == ("ASSAULT", "primitive", ("the", "foe"))
    assert {"ogre", "soldier"} <= sense.objects
    assert (sense.actor, sense.recipient) == (("subject",), ("object",))


def test_every_kind_of_word_is_known() -> None:
    assert {f"{kind}s" for kind in get_args(WordKind)} == set(KINDS)
