"""What analysts do at the desk: keep a pasted article, and say what of the reading is right, wrong or the same."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from casus.exports.annotations import reviewed_sentences
from casus.ledger.changed_records import changed, record_of
from casus.ledger.reading_back import report_of
from casus.ledger.reviewing import statement_named
from casus.records import BadRecord, LedgerError, Reading, Refused, Statement
from casus.web import pages
from casus.web.access.guards import Analyst, log, need
from casus.web.addresses import event_at, report_at, statement_at
from casus.web.desk import Desk, NotThere
from casus.web.forms import Fields, filled, sent_from_here, with_token
from casus.web.given import GivenDesk, real_day
from casus.web.pasting import Busy, Pasted, read_pasted
from casus.web.views.correcting import changes_in
from casus.web.views.paste import PastePage, read, unread

_SEE = 303
"""Status of an answer that says where to look now."""


def router() -> APIRouter:
    """The routes by which something is changed."""
    made = APIRouter(dependencies=[Depends(sent_from_here), Depends(need("analyst")), Depends(with_token)])
    made.add_api_route("/paste", show_reading, methods=["POST"])
    made.add_api_route("/paste/keep", keep, methods=["POST"])
    made.add_api_route("/review/confirm", confirm, methods=["POST"])
    made.add_api_route("/review/reject", reject, methods=["POST"])
    made.add_api_route("/review/take-back", take_back, methods=["POST"])
    made.add_api_route("/review/correct", correct, methods=["POST"])
    made.add_api_route("/review/same", same, methods=["POST"])
    made.add_api_route("/review/differ", differ, methods=["POST"])
    return made


def _author(request: Request, user: Analyst, fields: Fields) -> str:
    """Who acts, written down: on an open desk whoever sits at its machine."""
    about = fields.get("name") or fields.get("one") or fields.get("title") or ""
    log(request, user, request.url.path.strip("/").replace("/", " "), about)
    return user.name


Author = Annotated[str, Depends(_author)]
"""The name kept with what somebody says."""


def show_reading(request: Request, desk: GivenDesk, fields: Fields) -> Response:
    """Read a pasted article and show the reading; nothing is kept."""
    given = _pasted(fields)
    try:
        reading = read_pasted(given, desk.codebook)
    except (Refused, Busy) as refusal:
        return _page(request, unread(given, str(refusal)), 503 if isinstance(refusal, Busy) else 422)
    return _page(request, read(given, reading, is_known=_is_known(desk, reading)))


def keep(request: Request, desk: GivenDesk, fields: Fields, author: Author) -> Response:
    """Read a pasted article again and keep it, if it is the one that was shown."""
    given = _pasted(fields)
    try:
        reading = read_pasted(given, desk.codebook)
    except (Refused, Busy) as refusal:
        return _page(request, unread(given, str(refusal)), 503 if isinstance(refusal, Busy) else 422)
    if reading.report.id != fields.get("shown"):
        return _page(request, read(given, reading, is_known=_is_known(desk, reading)), 409)
    with desk.writing() as ledger:
        ledger.store(reading)
    return RedirectResponse(report_at(reading.report.id), _SEE)


def confirm(desk: GivenDesk, fields: Fields, author: Author) -> Response:
    """Say that a statement is right."""
    key, _ = _named(desk, fields)
    with desk.writing() as ledger:
        ledger.confirm(key, author, _why(fields))
    return _back(fields, key)


def reject(desk: GivenDesk, fields: Fields, author: Author) -> Response:
    """Say that a statement is wrong: it counts nowhere."""
    key, _ = _named(desk, fields)
    with desk.writing() as ledger:
        ledger.reject(key, author, _why(fields))
    return _back(fields, key)


def take_back(desk: GivenDesk, fields: Fields, author: Author) -> Response:
    """Let a statement count as it was read."""
    key, _ = _named(desk, fields)
    with desk.writing() as ledger:
        return _back(fields, ledger.take_back(key, author, _why(fields)))


def correct(desk: GivenDesk, fields: Fields, author: Author) -> Response:
    """Put a record in the place of a statement: of its fields as the form has them, or written as JSON."""
    key, record = _named(desk, fields)
    try:
        with desk.writing() as ledger:
            return _back({}, ledger.correct(key, _corrected(record, fields), author, _why(fields)))
    except BadRecord as error:
        raise HTTPException(422, str(error)) from error


def same(desk: GivenDesk, fields: Fields, author: Author) -> Response:
    """Say that two statements tell one event."""
    return _decided(desk, fields, author, is_same=True)


def differ(desk: GivenDesk, fields: Fields, author: Author) -> Response:
    """Say that two statements tell two events."""
    return _decided(desk, fields, author, is_same=False)


def export(desk: GivenDesk) -> Response:
    """The sentences that analysts spoke of, as training data: named by report and offsets, without their words."""
    with desk.asking() as connection:
        rows = [json.dumps(row, ensure_ascii=False) for row in reviewed_sentences(connection)]
    headers = {"Content-Disposition": 'attachment; filename="corrections.jsonl"'}
    return Response("".join(f"{row}\n" for row in rows), media_type="application/x-ndjson", headers=headers)


def _named(desk: Desk, fields: Fields, name: str = "name") -> tuple[str, Statement]:
    """The key and the record of the statement that a field names. Raises NotThere."""
    key = filled(fields, name, longest=500) or ""
    try:
        with desk.asking() as connection:
            report, record = statement_named(connection, key)
    except LedgerError as error:
        raise NotThere(str(error)) from error
    return f"{report.id}/{record.id}", record


def _why(fields: Fields) -> str | None:
    return filled(fields, "why", longest=2000)


def _back(fields: Mapping[str, str], key: str) -> Response:
    """To the list that the form stood in, or to the statement."""
    report_id, _, label = key.partition("/")
    return RedirectResponse("/review" if fields.get("back") == "review" else statement_at(report_id, label), _SEE)


def _corrected(record: Statement, fields: Fields) -> Statement:
    """What is to count instead. Raises BadRecord."""
    if fields.get("json"):
        try:
            return record_of(type(record), json.loads(fields["json"]))
        except ValueError as error:
            raise BadRecord("The record is no JSON; write one object, as it stood in the form.") from error
    changes = changes_in(record, fields)
    if not changes:
        raise BadRecord("Nothing was changed; confirm the statement, or change one of its fields.")
    return changed(record, changes)


def _decided(desk: Desk, fields: Fields, author: str, *, is_same: bool) -> Response:
    one, _ = _named(desk, fields, "one")
    other, _ = _named(desk, fields, "other")
    try:
        with desk.writing() as ledger:
            ledger.decide(one, other, is_same=is_same, author=author)
    except LedgerError as error:
        raise HTTPException(422, str(error)) from error
    report_id, _, label = one.partition("/")
    return RedirectResponse(event_at(report_id, label), _SEE)


def _pasted(fields: Fields) -> Pasted:
    published = filled(fields, "published", longest=10)
    try:
        day = real_day(published) if published is not None else None
    except ValueError as error:
        raise HTTPException(422, f"published: {error}.") from error
    title, source = (filled(fields, name, longest=500) for name in ("title", "source"))
    return Pasted(text=fields.get("text", ""), title=title, source=source, published=day)


def _is_known(desk: Desk, reading: Reading) -> bool:
    with desk.asking() as connection:
        return report_of(connection, reading.report.id) is not None


def _page(request: Request, view: PastePage, status: int = 200) -> Response:
    return pages.shown(request, "paste.html", status=status, view=view)
