"""The state of conflicts as one self-contained page, without scripts: each line opens to the words it rests on."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from sqlalchemy import Connection

from casus import __version__
from casus.situation import Situation
from casus.situation.cited import Cited, words_of
from casus.wording.shown import Shown, key_of
from casus.wording.terms import printable


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One statement: the day, source and title of its report, and its sentence."""

    source: str
    words: str


def page(found: Sequence[Shown], evidence: Mapping[str, Evidence], *, day: str) -> str:
    """The page of some conflicts on a day. evidence: by the names that lines carry."""
    style = _resource("page.css") + _resource("standing.css")
    hashed = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_resource("standing.html")).render(
        conflicts=found,
        evidence=evidence,
        title=found[0].title if len(found) == 1 else f"{len(found)} conflicts on {day}",
        version=__version__,
        style=style,
        policy=f"default-src 'none'; style-src 'sha256-{hashed}'; base-uri 'none'; form-action 'none'",
    )


def evidence_of(connection: Connection, found: Situation, made: Shown) -> dict[str, Evidence]:
    """The words behind every name that the lines of a situation carry."""
    wanted = {key for part in made.parts for line in part.lines for key in line.keys}
    cited = {key_of(one): one for one in found.statements if key_of(one) in wanted}
    words = words_of(connection, [one.key for one in cited.values()])
    return {name: _evidence(one, words[one.key]) for name, one in cited.items()}


def _evidence(one: Cited, words: str) -> Evidence:
    about = " · ".join(part for part in (one.told, one.report.source, one.report.title) if part)
    return Evidence(source=printable(about), words=printable(words))


def _resource(name: str) -> str:
    return (files("casus.cli") / name).read_text(encoding="utf-8")
