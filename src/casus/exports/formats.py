"""Every format by its name, and the export of a ledger to one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from casus.exports import acled, gdelt, geojson, hxl, parquet, plover, polecat, ucdp
from casus.exports.files import Opened, feature_collection, json_lines, opened, replacing, table
from casus.exports.incidents import Incident, incidents_between, sides_of
from casus.exports.provenance import behind, heading
from casus.exports.rows import COUNTED_WITH_ITS_ACT, LeftOut, Row
from casus.ledger import Ledger
from casus.records import CasusError

SIDE_FILE = ".provenance.jsonl"
"""What follows the name of the export in that of the file beside it."""


@dataclass(frozen=True, slots=True)
class Format:
    """rows: (id, row) of an incident, or why there is none. opened: opens a file for the rows."""

    rows: Callable[[Incident], list[tuple[str, Row]] | LeftOut]
    opened: Opened


@dataclass(slots=True)
class Exported:
    """What was written. rows: how many. left_out: incidents without a row, by reason."""

    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


FORMATS: dict[str, Format] = {
    "acled": Format(acled.rows, table(acled.COLUMNS)),
    "ucdp-ged": Format(ucdp.rows, table(ucdp.COLUMNS)),
    "polecat": Format(polecat.rows, table(polecat.COLUMNS, delimiter="\t", missing=polecat.MISSING)),
    "gdelt": Format(gdelt.rows, table(gdelt.COLUMNS, delimiter="\t", headers=())),
    "plover": Format(plover.rows, json_lines),
    "hxl": Format(hxl.rows, table(hxl.COLUMNS, headers=(hxl.COLUMNS, tuple(hxl.TAGS.values())))),
    "geojson": Format(geojson.rows, feature_collection),
    "parquet": Format(parquet.rows, parquet.open_parquet),
}


def export(
    ledger: Ledger,
    name: str,
    to: Path,
    *,
    since: str | None = None,
    until: str | None = None,
    country: str | None = None,
) -> Exported:
    """Write the events of a period to a file, and what is behind each row to another beside it.

    name: one of FORMATS. since, until: ISO dates of reports, inclusive; None: all. country: ISO3 that the place or a
    side must have. Raises CasusError where a file cannot be written; both are written whole or not at all.
    """
    form, side = FORMATS[name], to.with_name(to.name + SIDE_FILE)
    if to.resolve() == Path(ledger.name).resolve():
        raise CasusError(f"{to} is the ledger itself; write the export to another file.")
    done = Exported()
    with replacing(to, side) as (draft, beside), form.opened(draft) as add, opened(beside) as notes:
        notes.write(heading(name, since, until))
        with ledger.asking() as connection:
            for incident in incidents_between(connection, since, until):
                if country is not None and not _is_of(incident, country):
                    continue
                found = form.rows(incident)
                if isinstance(found, LeftOut):
                    done.left_out[found.reason] += 1
                    continue
                for row_id, row in found:
                    add(row)
                    notes.write(behind(row_id, incident))
                    done.rows += 1
    del done.left_out[COUNTED_WITH_ITS_ACT.reason]
    return done


def _is_of(incident: Incident, country: str) -> bool:
    sides = sides_of(incident.record)
    there = {actor.country for actor in (*sides.first, *sides.second)}
    return country in there or (incident.place is not None and incident.place.country == country)
