"""What readers find in some five hundred short reports from eight decades. To add a case, add it to cases.yaml.

A case that today's reader misses stays in cases.yaml as it is; its id stands in known_misses.txt until it passes.
"""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from casus.reading import get_reader
from casus.records import Report, as_json, report_id

FOLDER = Path(__file__).parent
KINDS = ("events", "tolls", "truces", "pledges", "ties")
LISTS = (*KINDS, "quotes")
FLOOR = 0.68
"""Share of cases read without a fault. Raise it when the reader gets better; never lower it."""

Case = dict[str, Any]
Row = dict[str, Any]

CASES: dict[str, Case] = {
    case["id"]: case for case in yaml.safe_load((FOLDER / "cases.yaml").read_text(encoding="utf-8"))
}
MISSES: list[str] = (FOLDER / "known_misses.txt").read_text(encoding="utf-8").split()


def matches(want: Any, have: Any) -> bool:
    """Whether a value of a record fits a pattern; the language of patterns stands at the top of cases.yaml."""
    if isinstance(want, dict):
        return _matches_dict(want, have)
    if isinstance(want, list):
        found = have if isinstance(have, list) else []
        return not have if not want else all(any(matches(one, item) for item in found) for one in want)
    if isinstance(want, str) and want.startswith("~"):
        return isinstance(have, str) and want[1:].casefold() in have.casefold()
    return bool(have == want)


def _matches_dict(want: dict[str, Any], have: Any) -> bool:
    if set(want) == {"in"}:
        return any(matches(option, have) for option in want["in"])
    if set(want) == {"not"}:
        return not matches(want["not"], have)
    return isinstance(have, dict) and all(matches(value, have.get(key)) for key, value in want.items())


def report_for(case: Case) -> Report:
    """The text as a report; the first of several lines is its heading."""
    text = case["text"]
    title, _, body = text.partition("\n")
    return Report(
        id=report_id(text),
        title=title if body else None,
        published=case.get("published"),
        language="en",
        text=text,
        headings=((0, len(title)),) if body else (),
    )


def records_of(case: Case) -> dict[str, list[dict[str, Any]]]:
    """The records of the reading by list, spans replaced by the words they point at."""
    report = report_for(case)
    reading = as_json(get_reader("lexicon").read(report))
    records = {name: [_with_words(record, report.text) for record in reading[name]] for name in LISTS}
    records["any"] = [record for name in KINDS for record in records[name]]
    return records


def _with_words(record: dict[str, Any], text: str) -> dict[str, Any]:
    words = {key: " ".join(text[slice(*record[key])].split()) for key in ("span", "sentence")}
    return {**record, **words, "speakers": record["voice"]}


def row_holds(row: Row, records: dict[str, list[dict[str, Any]]]) -> bool:
    """Whether some record of the row's list fits its pattern and, if it names alternatives, one of them."""
    options = row.get("any", [{}])
    return any(
        matches(row["match"], record) and any(matches(option, record) for option in options)
        for record in records[row["list"]]
    )


@cache
def faults_of(case_id: str) -> tuple[str, ...]:
    """The patterns of a case that do not hold, in words."""
    case = CASES[case_id]
    records = records_of(case)
    missed = [f"not found: {row}" for row in case.get("expect", []) if not row_holds(row, records)]
    wrong = [f"must not be there: {row}" for row in case.get("forbid", []) if row_holds(row, records)]
    return (*missed, *wrong)


@pytest.mark.parametrize("case_id", CASES)
def test_a_report_is_read_as_a_careful_reader_would(case_id: str) -> None:
    faults = faults_of(case_id)
    if case_id in MISSES:
        assert faults, f"{case_id} is read right now: take it off the list in known_misses.txt"
    else:
        assert not faults, "\n".join((CASES[case_id]["text"], *faults))


def test_the_share_of_reports_read_right_stays_above_the_floor() -> None:
    right = sum(not faults_of(case_id) for case_id in CASES)
    assert right / len(CASES) >= FLOOR


def test_the_known_misses_are_cases_sorted_and_listed_once() -> None:
    assert sorted(set(MISSES)) == MISSES
    assert set(MISSES) <= set(CASES)
