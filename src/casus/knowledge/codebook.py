"""A user's own codebook: types of events under PLOVER's, and phrases that mean other types than ours. One YAML file.

Each type has a parent among the 16 types of PLOVER, so that all that is built on these still works. docs/codebooks.md
explains the file.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, StringConstraints, ValidationError

from casus.knowledge.tables import document
from casus.records import CODE, EFFECTS, EVENT_TYPES, BadKnowledge, Effect, EventType, Status, TruceState

LARGEST = 1_000_000
"""Bytes of a file: some thousand types."""
_ASKED = {
    "missing": "it is missing; add it",
    "tuple_type": "write a list, such as [one, two]",
    "string_type": "write one text",
    "model_type": "write keys with their values",
    "too_short": "the list is empty; write at least one",
}
_DEEPEST = 10
"""Lists and mappings within one another; the format needs six."""

Words = Annotated[
    str,
    StringConstraints(
        pattern=r"^[\p{L}\p{N}*@][\p{L}\p{N}*@ .'’_-]*$", max_length=80, to_lower=True, strip_whitespace=True
    ),
]
"""A word or phrase as the lexicon has them: no pattern but `*` for an object, `@` before a class of nouns."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]
Cell = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f]{1,80}$")]
Several = tuple[Words, ...]
Phrases = Annotated[Several, Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(_Part):
    """Phrases with one meaning, in the keys of the lexicon (reading/data/lexicon/README.md): one of the first three."""

    verbs: Phrases | None = None
    nouns: Phrases | None = None
    adjectives: Phrases | None = None
    mode: str | None = None
    sides: bool | None = None
    actor: Several | None = None
    recipient: Several | None = None
    content: Status | None = None
    content_by: Literal["actor", "recipient"] | None = None
    effect: Effect | None = None
    object: Several | None = None
    not_object: Several | None = None
    subject: Several | None = None
    not_subject: Several | None = None
    truce: TruceState | None = None
    weight: Annotated[int, Field(ge=1, le=3)] | None = None

    def phrases(self) -> Iterator[tuple[str, str]]:
        """Kind of word and phrase of each."""
        for kind in ("verbs", "nouns", "adjectives"):
            yield from ((kind, phrase) for phrase in getattr(self, kind) or ())

    def keys(self) -> dict[str, Any]:
        """What is given, as the lexicon takes it."""
        return self.model_dump(exclude_none=True, exclude={"type"})


class Change(Entry):
    """Phrases that mean a type of PLOVER's other than the lexicon says."""

    type: EventType


class AcledColumns(_Part):
    """What the columns of ACLED say of a type."""

    event_type: Cell
    sub_event_type: Cell
    disorder_type: Cell | None = None


class GdeltColumns(_Part):
    """What the columns of GDELT say of a type: a CAMEO code."""

    EventCode: Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1\d|20)\d{0,2}$")]


class Exports(_Part):
    """Columns of formats whose mapping goes by type."""

    acled: AcledColumns | None = None
    gdelt: GdeltColumns | None = None


class CodebookType(_Part):
    """A type of event of the user's own. examples: sentences that must get it; not_: sentences that must not."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    name: Annotated[str, StringConstraints(pattern=f"^{CODE}$")]
    gloss: Text
    parent: EventType
    mode: str | None = None
    examples: Annotated[tuple[Text, ...], Field(min_length=1)]
    not_: Annotated[tuple[Text, ...], Field(alias="not")] = ()
    entries: Annotated[tuple[Entry, ...], Field(min_length=1)]
    exports: Exports = Exports()


class Codebook(_Part):
    """The whole file. name, version: as the user counts them; both are in the version of a reader that reads by it."""

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    version: Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z.-]{1,20}$")]
    types: tuple[CodebookType, ...] = ()
    changes: tuple[Change, ...] = ()
    _file: str = PrivateAttr("")

    def model_post_init(self, context: Any) -> None:
        """context: the name of the file."""
        self._file = context or self.name

    @property
    def file(self) -> str:
        """Where it was read, for errors."""
        return self._file

    @cached_property
    def digest(self) -> str:
        """Of all that the file says, comments and order of keys aside."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()[:12]

    @property
    def label(self) -> str:
        """Name, version and digest."""
        return f"{self.name}-{self.version}-{self.digest}"


def load_codebook(path: str) -> Codebook:
    """The codebook in a file. Raises BadKnowledge naming the file, the entry and what to change."""
    try:
        with Path(path).open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise BadKnowledge(f"The codebook {path} has more than {LARGEST:,} bytes; divide it.")
        return codebook_of(content.decode(), path)
    except OSError as error:
        raise BadKnowledge(f"The codebook {path} cannot be read ({error.strerror or error}).") from error
    except UnicodeDecodeError as error:
        raise BadKnowledge(f"The codebook {path} is no text in UTF-8; save it as such.") from error


def codebook_of(text: str, name: str) -> Codebook:
    """The codebook that a text says. name: of the file. Raises BadKnowledge as `load_codebook`."""
    try:
        _check_form(text, name)
        # all scalars stay the words they are: `no` is no False, and version 1.10 is not 1.1
        raw = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise BadKnowledge(f"The codebook {name} is no YAML: {' '.join(str(error).split())[:200]}") from error
    if not isinstance(raw, dict):
        raise BadKnowledge(f"The codebook {name} is no mapping; begin it with `name:` and `version:`.")
    try:
        made = Codebook.model_validate(raw, context=name)
    except ValidationError as error:
        raise BadKnowledge(_told(error, raw, name)) from error
    _check(made, name)
    return made


class _Loader(yaml.CBaseLoader):
    """Reads every scalar as text; a key that comes twice is an error, not a silent loss."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = Counter(key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode))
        twice = next((key for key, times in keys.items() if times > 1), None)
        if twice is not None:
            raise yaml.constructor.ConstructorError(None, None, f"the key {twice!r} comes twice", node.start_mark)
        made: dict[Any, Any] = super().construct_mapping(node, deep=True)
        return made


def _check_form(text: str, name: str) -> None:
    """Raise BadKnowledge for what the format needs nowhere and what does harm: aliases, tags, endless nesting."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        line = event.start_mark.line + 1 if event.start_mark is not None else 1
        where, tag = f"The codebook {name}, line {line}", getattr(event, "tag", None)
        if getattr(event, "anchor", None) is not None:
            raise BadKnowledge(f"{where}, has an anchor or alias (& or *); write out what is meant, or quote it.")
        if tag is not None:
            raise BadKnowledge(f"{where}, has a tag ({tag}); leave it out, or put the text in quotes.")
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise BadKnowledge(f"{where}, nests more than {_DEEPEST} lists and mappings; see docs/codebooks.md.")
        if documents > 1:
            raise BadKnowledge(f"{where}, begins a second document (---); put all into one.")


def _told(error: ValidationError, raw: Any, name: str) -> str:
    """The first thing wrong, where it stands, and what to change."""
    first = error.errors(include_url=False, include_input=True)[0]
    what = first["msg"].removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        what = "there is no such key; take it out or mend its spelling"
    elif first["type"] == "string_pattern_mismatch":
        what = f"{str(first['input'])[:60]!r} cannot stand here; see docs/codebooks.md for how it is written"
    elif first["type"] in _ASKED:
        what = _ASKED[first["type"]]
    return f"The codebook {name}, {_place(first['loc'], raw)}: {what}."


def _place(loc: tuple[int | str, ...], raw: Any) -> str:
    """Where something stands, as the file has it: "types, DRONE_STRIKE, entries, 2, verbs"."""
    parts: list[str] = []
    for step in loc:
        raw = _inside(raw, step)
        its_name = raw.get("name") if isinstance(raw, dict) and isinstance(step, int) else None
        parts.append(str(its_name)[:40] if its_name else f"number {step + 1}" if isinstance(step, int) else step)
    return ", ".join(parts) or "as a whole"


def _inside(raw: Any, step: int | str) -> Any:
    """What stands there; None where nothing does."""
    if isinstance(raw, dict):
        return raw.get(step)
    return raw[step] if isinstance(raw, list) and isinstance(step, int) and step < len(raw) else None


def _check(made: Codebook, name: str) -> None:
    """Raise BadKnowledge for what no single field shows: names that clash, modes that a type has not, no entries."""
    if not made.types and not made.changes:
        raise BadKnowledge(f"The codebook {name} has neither types nor changes; add one.")
    taken = {one.casefold() for one in (*EVENT_TYPES, *EFFECTS)}
    for one, times in Counter(one.name for one in made.types).items():
        if one.casefold() in taken:
            raise BadKnowledge(f"The codebook {name}, types, {one}: casus has a type of this name; choose another.")
        if times > 1:
            raise BadKnowledge(f"The codebook {name}, types, {one}: the name comes twice; choose another.")
    meant: dict[tuple[Any, ...], str] = {}
    for where, parent, mode, owner, entry in _entries(made):
        if sum(getattr(entry, kind) is not None for kind in ("verbs", "nouns", "adjectives")) != 1:
            raise BadKnowledge(f"The codebook {name}, {where}: give verbs, nouns or adjectives, one of them.")
        modes = document("plover.json")["types"][parent]["modes"]
        for its in {mode, entry.mode} - {None}:
            if its not in modes:
                known = f"has: {', '.join(modes)}" if modes else "has none"
                raise BadKnowledge(f"The codebook {name}, {where}: no mode {its!r}; {parent} {known}.")
        for phrase in entry.phrases():
            key = (*phrase, entry.object, entry.not_object, entry.subject, entry.not_subject)
            if meant.setdefault(key, owner) != owner:
                raise BadKnowledge(
                    f"The codebook {name}, {where}: {phrase[1]!r} stands under {meant[key]} too; take one out."
                )


def _entries(made: Codebook) -> Iterator[tuple[str, EventType, str | None, str, Entry]]:
    """Every entry with where it stands, its type and mode of PLOVER's, and what it belongs to."""
    for one in made.types:
        for n, entry in enumerate(one.entries, 1):
            yield f"types, {one.name}, entries, number {n}", one.parent, one.mode, one.name, entry
    for n, change in enumerate(made.changes, 1):
        yield f"changes, number {n}", change.type, None, f"changes, number {n}", change
