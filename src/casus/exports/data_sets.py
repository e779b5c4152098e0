"""Data sets of others whose rows casus brings in: how such a row is told apart, and read back out of its report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from casus.exports.cells import plain
from casus.exports.incidents import Incident
from casus.ledger.events import Telling
from casus.records import Actor, Event

_COLUMNS_FOLLOW = "\n\n"
_BETWEEN = ": "


@dataclass(frozen=True, slots=True)
class DataSet:
    """name: of the publisher. key: the column that names a row. columns: all of a row, in order."""

    name: str
    key: str
    columns: tuple[str, ...]
    reader: str

    @property
    def voice(self) -> Actor:
        """The data set as who says so."""
        return Actor(name=self.name, sectors=("NGO",))


ACLED = DataSet(
    "ACLED",
    "event_id_cnty",
    tuple(
        "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 "
        "inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 "
        "location latitude longitude geo_precision source source_scale notes fatalities tags timestamp".split()
    ),
    "acled 1",
)
UCDP_GED = DataSet(
    "UCDP GED",
    "id",
    tuple(
        "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
        "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
        "number_of_sources source_article source_office source_date source_headline source_original where_prec "
        "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
        "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best "
        "high low gwnoa gwnob".split()
    ),
    "ucdp-ged 1",
)


def text_of(data_set: DataSet, sentence: str, row: Mapping[str, str]) -> str:
    """The text of a row's report: what it says in brief, then every column that is not empty, one a line."""
    lines = [f"{column}{_BETWEEN}{row[column]}" for column in data_set.columns if row.get(column)]
    return sentence + _COLUMNS_FOLLOW + "\n".join(lines)


def rows_told_by(incident: Incident, data_set: DataSet) -> list[dict[str, str]]:
    """The rows of a data set that tell of an act, as they were brought in, each once: a row holds one act."""
    found: dict[str, dict[str, str]] = {}
    for telling in incident.told.tellings:
        row = row_of(telling, data_set) if isinstance(telling.record, Event) else None
        if row is not None:
            found.setdefault(row[data_set.key], row)
    return list(found.values())


def row_of(telling: Telling, data_set: DataSet) -> dict[str, str] | None:
    """The row that a report of this data set was made from, empty cells as ""; None for any other report."""
    is_its = telling.report.source == data_set.name and telling.record.voice == (data_set.voice,)
    _, _, lines = telling.report.text.partition(_COLUMNS_FOLLOW)
    if not is_its or not lines:
        return None
    cells = dict(_cell(line) for line in lines.split("\n"))
    row = {column: cells.get(column, "") for column in data_set.columns}
    return row if row[data_set.key] else None


def _cell(line: str) -> tuple[str, str]:
    column, _, value = line.partition(_BETWEEN)
    return column, plain(value)
