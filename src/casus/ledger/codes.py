"""Types of users' codebooks that a ledger knows: their names, parents and glosses.

They come with the codebook that a run reads by, and stay; of several definitions of one name the one kept last holds. A
code that came with a reading alone, from elsewhere, is known by its name and parent.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from casus.ledger.sql import add, ask, change
from casus.records import EFFECTS, EVENT_TYPES, CasusError

if TYPE_CHECKING:
    from casus.knowledge.codebook import Codebook

_COLUMNS = ("name", "digest", "codebook", "parent", "gloss", "exports", "kept")


@dataclass(frozen=True, slots=True)
class Code:
    """A type of a user's codebook. parent: its PLOVER type; codebook: name and version, None where it is not known.

    exports: format -> column -> what stands there.
    """

    name: str
    parent: str
    gloss: str | None
    codebook: str | None
    exports: Mapping[str, Mapping[str, str]]


def codes_in(connection: Connection) -> dict[str, Code]:
    """All codes that the ledger knows, by name."""
    asked = "SELECT name, parent, gloss, codebook, exports FROM code ORDER BY kept, digest"
    found = {
        name: Code(name, parent, gloss, codebook, json.loads(exports))
        for name, parent, gloss, codebook, exports in ask(connection, asked)
    }
    return dict(sorted(found.items()))


def check_type(connection: Connection, name: str) -> None:
    """Raises CasusError unless a name is a type of PLOVER's, an effect, or a code that the ledger knows."""
    known = (*EVENT_TYPES, *EFFECTS)
    if name not in known and name not in (codes := codes_in(connection)):
        raise CasusError(f"{name!r} is none of: {', '.join((*known, *codes))}.")


def is_kept(connection: Connection, codebook: Codebook) -> bool:
    """Whether what a codebook says of its types is what holds."""
    newest = "SELECT digest FROM code WHERE name = ? ORDER BY kept DESC, digest DESC LIMIT 1"
    its = [ask(connection, newest, (one.name,)) for one in codebook.types]
    return all(rows and rows[0][0] == codebook.digest for rows in its)


def keep_definitions(connection: Connection, codebook: Codebook) -> None:
    """Keep what a codebook says of its types; it holds from now on."""
    now, told = datetime.now(UTC).isoformat(), f"{codebook.name} {codebook.version}"
    change(
        connection,
        "DELETE FROM code WHERE name = ? AND digest = ?",
        [(one.name, codebook.digest) for one in codebook.types],
    )
    rows = []
    for one in codebook.types:
        exports = _dumped(one.exports.model_dump(exclude_none=True))
        rows.append((one.name, codebook.digest, told, one.parent, one.gloss, exports, now))
    add(connection, "code", _COLUMNS, rows)


def learn_codes(connection: Connection, found: Iterable[tuple[str, str]]) -> None:
    """Know the codes of some events, (code, PLOVER type) of each, where no codebook says more of them."""
    for name, parent in sorted(set(found)):
        if not ask(connection, "SELECT 1 FROM code WHERE name = ? LIMIT 1", (name,)):
            add(connection, "code", _COLUMNS, [(name, "", None, parent, None, _dumped({}), "")])


def _dumped(exports: Mapping[str, Mapping[str, str]]) -> str:
    return json.dumps(exports, ensure_ascii=False, sort_keys=True)
