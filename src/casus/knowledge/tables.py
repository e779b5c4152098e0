"""Reading the data files of this room."""

import csv
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import yaml

from casus.records import BadKnowledge

DATA = files("casus.knowledge") / "data"


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one CSV table by column name. Raises BadKnowledge for a row with too few or too many cells."""
    with (DATA / name).open(encoding="utf-8") as file:
        reader = csv.reader(file)
        header = next(reader)
        for cells in reader:
            if len(cells) != len(header):
                raise BadKnowledge(
                    f"{name}, line {reader.line_num}: {len(cells)} cells, need {len(header)}; mend the row."
                )
            yield dict(zip(header, cells, strict=True))


def values(cell: str) -> list[str]:
    """The values of a cell that holds several."""
    return [value for value in cell.split("|") if value]


def document(name: str) -> Any:
    """One YAML or JSON data file."""
    with (DATA / name).open(encoding="utf-8") as file:
        return yaml.load(file, Loader=yaml.CSafeLoader)
