"""One run of `casus compare`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence

import typer
from rich.console import RenderableType
from rich.padding import Padding

from casus.cli.inputs import Found, Wanted, crashed, readings
from casus.cli.printing import plain, show
from casus.reading import Reader, get_reader
from casus.reading.comparing import Comparison, Pair, compare
from casus.reading.llm import Endpoint
from casus.records import CasusError, Refused, Report, Statement, as_json
from casus.wording import compared
from casus.wording.terms import printable

Sides = tuple[str, str]
"""The names of the two readers."""


def show_comparisons(
    paths: Sequence[str], sides: Sides, *, published: str | None, endpoint: Endpoint | None, as_json: bool
) -> int:
    """Print the comparison of each text and the totals. Returns 0, or 1 where anything could not be read."""
    try:
        first, second = (get_reader(side, endpoint=endpoint if side == "llm" else None) for side in sides)
    except CasusError as error:
        return _tell(error)
    totals: Counter[str] = Counter()
    code = 0
    wanted = Wanted(paths=paths, reader=sides[0], published=published, source=None)
    for one in _compared(wanted, first, second):
        if isinstance(one, Refused):
            code = _tell(one)
            continue
        found, comparison = one
        totals.update(_counts(comparison))
        totals["reports"] += 1
        if as_json:
            typer.echo(json.dumps(_object(found, sides, comparison), allow_nan=False))
        else:
            show(*(_shown(line) for line in _lines(found, sides, comparison)))
    if as_json:
        typer.echo(json.dumps({"totals": _by_side(totals, sides)}))
    else:
        show(plain(_summed(totals, sides)))
    return code


def _tell(error: CasusError) -> int:
    typer.echo(f"casus: {printable(str(error))}", err=True)
    return 1


def _compared(wanted: Wanted, first: Reader, second: Reader) -> Iterator[tuple[Found, Comparison] | Refused]:
    for found in readings(wanted, first):
        if isinstance(found, Refused):
            yield found
            continue
        try:
            yield found, compare(found.reading, second.read(found.reading.report))
        except Refused as refused:
            yield Refused(found.name, refused.reason)
        except Exception as error:  # one report must not stop the run, whatever happens in it
            yield crashed(found.name, error)


def _counts(comparison: Comparison) -> dict[str, int]:
    return {
        "same": len(comparison.same),
        "otherwise": len(comparison.otherwise),
        "only_first": len(comparison.only_first),
        "only_second": len(comparison.only_second),
    }


def _shown(line: str) -> RenderableType:
    """A line that keeps its indent where it breaks."""
    words = line.lstrip(" ")
    return Padding(plain(words), (0, 0, 0, len(line) - len(words)))


# --- in words --------------------------------------------------------------------------------------------------------


def _lines(found: Found, sides: Sides, comparison: Comparison) -> Iterator[str]:
    report = found.reading.report
    yield f"{found.name}: {_summed(Counter(_counts(comparison)), sides)}"
    if comparison.same:
        yield "Both:"
        yield from (f"  {compared.told(pair.first)}" for pair in comparison.same)
    if comparison.otherwise:
        yield f"Told otherwise ({sides[0]} / {sides[1]}):"
        for pair in comparison.otherwise:
            yield from _pair_lines(report, pair)
    for side, only in zip(sides, (comparison.only_first, comparison.only_second), strict=True):
        if only:
            yield f"Only {side}:"
            for one in only:
                yield f"  {compared.told(one)}"
                yield f"      “{compared.sentence_of(report, one)}”"
    yield ""


def _pair_lines(report: Report, pair: Pair) -> Iterator[str]:
    yield f"  {compared.told(pair.first)}"
    yield from (f"    {compared.difference(pair.first, pair.second, name)}" for name in pair.fields)
    yield f"      “{compared.sentence_of(report, pair.first)}”"


def _summed(counts: Counter[str], sides: Sides) -> str:
    reports = f"{counts['reports']} reports: " if "reports" in counts else ""
    return (
        f"{reports}both {counts['same']}, told otherwise {counts['otherwise']}, "
        f"only {sides[0]} {counts['only_first']}, only {sides[1]} {counts['only_second']}"
    )


# --- as JSON ---------------------------------------------------------------------------------------------------------


def _object(found: Found, sides: Sides, comparison: Comparison) -> dict[str, object]:
    report = found.reading.report
    return {
        "name": found.name,
        "report": report.id,
        "readers": list(sides),
        "same": [_pair(report, pair) for pair in comparison.same],
        "otherwise": [_pair(report, pair) for pair in comparison.otherwise],
        "only_first": [_record(report, one) for one in comparison.only_first],
        "only_second": [_record(report, one) for one in comparison.only_second],
    }


def _pair(report: Report, pair: Pair) -> dict[str, object]:
    return {"fields": list(pair.fields), "first": _record(report, pair.first), "second": _record(report, pair.second)}


def _record(report: Report, one: Statement) -> dict[str, object]:
    words, sentence = report.text[slice(*one.span)], report.text[slice(*one.sentence)]
    return {"kind": compared.kind_of(one), "words": words, "words_of_sentence": sentence, "record": as_json(one)}


def _by_side(totals: Counter[str], sides: Sides) -> dict[str, object]:
    names = ("reports", "same", "otherwise", "only_first", "only_second")
    return {"readers": list(sides), **{name: totals[name] for name in names}}
