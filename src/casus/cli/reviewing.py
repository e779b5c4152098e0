"""Commands by which an analyst has a word on what was read."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from casus.cli.printing import plain, show
from casus.exports.annotations import reviewed_sentences
from casus.ledger import open_ledger
from casus.ledger.changed_records import changed, record_of
from casus.ledger.corrections import Says, Word, all_words, open_words
from casus.ledger.reading_back import report_of
from casus.ledger.reviewing import statement_named
from casus.records import BadRecord, CasusError, Report, as_json
from casus.wording import terms
from casus.wording.reviewed import told_of

_MOST = 1000
"""Words listed."""
_DONE: dict[Says, str] = {
    "confirmed": "is confirmed", "rejected": "is rejected and counts nowhere", "as read": "counts as it was read",
}  # fmt: skip


def tell_word(where: str, name: str, says: Says, author: str, why: str | None) -> None:
    """Keep a word on a statement and say so. Raises CasusError where that cannot be."""
    ledger = open_ledger(where, create=False)
    if says == "confirmed":
        ledger.confirm(name, author, why)
    elif says == "rejected":
        ledger.reject(name, author, why)
    else:
        ledger.take_back(name, author, why)
    ledger.close()
    print(f"casus: {terms.printable(name)} {_DONE[says]} from now on.", file=sys.stderr)


def tell_correction(
    where: str, name: str, changes: Mapping[str, str], file: str | None, author: str, why: str | None
) -> None:
    """Put a corrected record in the place of a statement and say how it is called.

    changes: of fields; file: the whole record as JSON instead. Raises CasusError where it does not fit.
    """
    ledger = open_ledger(where, create=False)
    with ledger.asking() as connection:
        _, record = statement_named(connection, name)
    corrected = changed(record, changes) if file is None else record_of(type(record), _read(file))
    named = ledger.correct(name, corrected, author, why)
    ledger.close()
    told = f"{terms.printable(named)} counts in the place of {terms.printable(name)} from now on."
    print(f"casus: {told}", file=sys.stderr)


def _read(file: str) -> object:
    try:
        return json.loads(Path(file).read_text(encoding="utf-8"))
    except OSError as error:
        raise CasusError(f"The record {file} cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise BadRecord(f"The record {file} is no JSON; write one object, as `casus read --json` does.") from error


def tell_corrections(where: str, *, only_open: bool, is_json: bool) -> None:
    """Print what analysts said, newest first. only_open: of retired readings, and matching nothing now."""
    ledger = open_ledger(where, create=False)
    with ledger.asking() as connection:
        words = open_words(connection) if only_open else all_words(connection, limit=_MOST)
        reports = {word.key[0]: report_of(connection, word.key[0]) for word in words}
    ledger.close()
    if is_json:
        for word in words:
            print(json.dumps(_as_row(word), ensure_ascii=False))
        return
    blocks = (Padding(Group(*_lines(word, reports[word.key[0]])), (1, 0, 0, 2)) for word in words)
    show(plain(terms.counted(len(words), "word") + " of analysts", "bold"), *blocks)


def _as_row(word: Word) -> dict[str, object]:
    return {
        "statement": "/".join(word.key), "says": word.says, "author": word.author, "why": word.why, "said": word.said,
        "record": as_json(word.record), "counts": "/".join(word.by_key) if word.by_key is not None else None,
        "by_record": as_json(word.by_record),
    }  # fmt: skip


def _lines(word: Word, report: Report | None) -> Iterator[Text]:
    yield plain(told_of(word), "bold")
    if report is not None:
        yield plain("“" + " ".join(report.text[slice(*word.record.sentence)].split()) + "”")


def write_annotations(where: str, file: str, *, with_text: bool) -> None:
    """Write the reviewed sentences as training data. Raises CasusError where the file cannot be written."""
    ledger = open_ledger(where, create=False)
    if os.path.realpath(file) == os.path.realpath(ledger.name):
        raise CasusError(f"{file} is the ledger itself; write to another file.")
    with ledger.asking() as connection:
        rows = [json.dumps(row, ensure_ascii=False) for row in reviewed_sentences(connection, with_text=with_text)]
    ledger.close()
    try:
        Path(file).write_text("".join(f"{row}\n" for row in rows), encoding="utf-8", newline="\n")
    except OSError as error:
        raise CasusError(f"The training data could not be written to {file} ({error.strerror}).") from error
    print(f"casus: {terms.counted(len(rows), 'sentence')} written to {terms.printable(file)}.", file=sys.stderr)
