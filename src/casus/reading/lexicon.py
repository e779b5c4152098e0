"""The event lexicon: which words name which acts. The words are in data/lexicon; its README explains the keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, get_args

import yaml

from casus.reading.words import verb_forms
from casus.records import EVENT_TYPES, BadKnowledge, Effect, EventType, Status, TruceState

if TYPE_CHECKING:
    from casus.knowledge.codebook import Codebook, Entry

WordKind = Literal["verb", "noun", "adjective"]
_KEYS = set(
    "verbs nouns adjectives mode sides recipient actor content content_by content_type effect object not_object "
    "subject not_subject truce weight".split()
)
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a word or phrase as an act.

    words: the phrase after its head for verbs, before it for nouns; `*` stands for an object.
    actor, recipient: where the sides stand: subject, object, possessor, modifier, or a preposition.
    content: the status of an act named in the complement; content_by: which side would do it.
    objects, subjects: head nouns the sense needs; not_objects, not_subjects: those it excludes.
    is_users: it is of the user's codebook, which decides type and mode; code: the codebook's own type for it.
    """

    type: EventType
    kind: WordKind
    words: tuple[str, ...] = ()
    mode: str | None = None
    sides: bool = False
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    content: Status | None = None
    content_by: Literal["actor", "recipient"] = "actor"
    effect: Effect | None = None
    objects: frozenset[str] = _NOTHING
    not_objects: frozenset[str] = _NOTHING
    subjects: frozenset[str] = _NOTHING
    not_subjects: frozenset[str] = _NOTHING
    truce: TruceState | None = None
    weight: int = 2
    is_users: bool = False
    code: str | None = None

    def specificity(self) -> tuple[int, bool, int, int]:
        """Longer phrases first, then the user's own, then those with conditions, then surer words."""
        return len(self.words), self.is_users, bool(self.objects) + bool(self.subjects), self.weight


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that is no act but changes the voice or status of the act in its complement."""

    status: Status | None
    voice: bool
    channel: str | None


@dataclass(slots=True)
class Lexicon:
    """All senses by kind and head word, the noun classes, and the operators. has_users: some are of a codebook."""

    senses: dict[tuple[WordKind, str], list[Sense]] = field(default_factory=dict)
    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    operators: dict[tuple[WordKind, str], Operator] = field(default_factory=dict)
    light_verbs: frozenset[str] = _NOTHING
    channels: Mapping[str, str] = field(default_factory=dict)
    has_users: bool = False

    def of(self, kind: WordKind, head: str) -> list[Sense]:
        """Senses of a head word, the most specific first."""
        return self.senses.get((kind, head), [])

    def operator(self, kind: WordKind, head: str) -> Operator | None:
        """The operator a word is, if any."""
        return self.operators.get((kind, head))

    def is_voice(self, verb: str) -> bool:
        """Whether the subject of a verb speaks or thinks."""
        operator = self.operators.get(("verb", verb))
        return operator is not None and operator.voice


def _expand(names: Iterable[str], classes: Mapping[str, frozenset[str]], where: str) -> frozenset[str]:
    words: set[str] = set()
    for name in names:
        if not name.startswith("@"):
            words.add(name)
        elif name[1:] in classes:
            words |= classes[name[1:]]
        else:
            raise BadKnowledge(f"{where}: no class {name}; add it to classes.yaml or name the words.")
    return frozenset(words)


def _default_places(kind: WordKind) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where actor and recipient stand when an entry does not say."""
    if kind == "noun":
        return ("possessor", "modifier", "by"), ("on", "against", "at")
    return ("subject",), ("object",)


def _senses(
    event_type: EventType, entry: dict[str, Any], classes: Mapping[str, frozenset[str]], where: str
) -> Iterable[tuple[WordKind, str, Sense]]:
    unknown = set(entry) - _KEYS
    kinds: list[WordKind] = [kind for kind in get_args(WordKind) if f"{kind}s" in entry]
    if unknown or len(kinds) != 1:
        raise BadKnowledge(
            f"{where}: unknown keys {sorted(unknown)}" if unknown else f"{where}: needs verbs, nouns or adjectives."
        )
    kind = kinds[0]
    actor, recipient = _default_places(kind)
    shared: dict[str, Any] = {
        "type": event_type,
        "kind": kind,
        "actor": tuple(entry.get("actor", actor)),
        "recipient": tuple(entry.get("recipient", recipient)),
        "objects": _expand(entry.get("object", ()), classes, where),
        "not_objects": _expand(entry.get("not_object", ()), classes, where),
        "subjects": _expand(entry.get("subject", ()), classes, where),
        "not_subjects": _expand(entry.get("not_subject", ()), classes, where),
    }
    shared |= {
        key: entry[key]
        for key in ("mode", "sides", "content", "content_by", "effect", "truce", "weight")
        if key in entry
    }
    for phrase in entry[f"{kind}s"]:
        words = str(phrase).split()
        head, rest = (words[-1], words[:-1]) if kind == "noun" else (words[0], words[1:])
        yield kind, head, Sense(words=tuple(rest), **shared)


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once. Raises BadKnowledge naming the entry that cannot be used."""
    data = files("casus.reading") / "data"
    raw = yaml.load((data / "lexicon" / "classes.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    book = Lexicon(classes={name: frozenset(words) for name, words in raw.items()})
    for event_type in EVENT_TYPES:
        text = (data / "lexicon" / f"{event_type.lower()}.yaml").read_text(encoding="utf-8")
        for entry in yaml.load(text, Loader=yaml.CSafeLoader) or ():
            where = f"lexicon/{event_type.lower()}.yaml, entry {entry}"
            for kind, head, sense in _senses(event_type, entry, book.classes, where):
                book.senses.setdefault((kind, head), []).append(sense)
    for senses in book.senses.values():
        senses.sort(key=Sense.specificity, reverse=True)
    _add_operators(book, yaml.load((data / "operators.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
    return book


def lexicon_with(codebook: Codebook) -> Lexicon:
    """The lexicon with the entries of a codebook before ours of the same length.

    Raises BadKnowledge naming the entry that cannot be used.
    """
    book = lexicon()
    own: dict[tuple[WordKind, str], list[Sense]] = {}
    for kind, head, sense in _users_senses(codebook, book.classes):
        own.setdefault((kind, head), []).append(sense)
    mixed = {
        key: sorted([*its, *book.senses.get(key, ())], key=Sense.specificity, reverse=True) for key, its in own.items()
    }
    return replace(book, senses={**book.senses, **mixed}, has_users=True)


def _users_senses(codebook: Codebook, classes: Mapping[str, frozenset[str]]) -> Iterable[tuple[WordKind, str, Sense]]:
    for one in codebook.types:
        for n, entry in enumerate(one.entries, 1):
            where = f"The codebook {codebook.file}, types, {one.name}, entries, number {n}"
            _check_verbs(entry, where)
            keys = ({"mode": one.mode} if one.mode is not None else {}) | entry.keys()
            for kind, head, sense in _senses(one.parent, keys, classes, where):
                yield kind, head, replace(sense, is_users=True, code=one.name)
    for n, change in enumerate(codebook.changes, 1):
        where = f"The codebook {codebook.file}, changes, number {n}"
        _check_verbs(change, where)
        for kind, head, sense in _senses(change.type, change.keys(), classes, where):
            yield kind, head, replace(sense, is_users=True)


def _check_verbs(entry: Entry, where: str) -> None:
    """Raise BadKnowledge for a verb that is no base form, or none that casus knows: it would never be found."""
    for verb in (phrase.split()[0] for phrase in entry.verbs or ()):
        known = verb_forms().get(verb)
        if known is None:
            raise BadKnowledge(f"{where}: casus knows no verb {verb!r}; name the act by a noun, or by another verb.")
        bases = [lemma for lemma, _ in known[1]]
        if verb not in bases:
            raise BadKnowledge(f"{where}: {verb!r} is a form of {bases[0]!r}; write that.")


def _add_operators(book: Lexicon, raw: dict[str, Any]) -> None:
    for entry in raw["operators"]:
        operator = Operator(entry.get("status"), entry.get("voice", False), entry.get("channel"))
        for kind in get_args(WordKind):
            for word in entry.get(f"{kind}s", ()):
                book.operators[(kind, word)] = operator
    book.light_verbs = frozenset(raw["light_verbs"])
    book.channels = raw["channels"]
