"""Stores hostile reports in a ledger and looks whether anything of them becomes part of a page of the desk.

    python -m bench.hostile_desk [--reports 2000] [--seed 20]

Each report has markup, scripts, styles, marks of direction, template syntax, odd addresses or very long words in every
field that a page shows: title, source, URL, text, names of actors and places. Asked for are its page with its twin, one
of its statements, its event, and the pages that these lead to.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from lxml import html

from casus.ledger import Ledger, entry_of, open_ledger
from casus.records import Actor, Event, Place, Pledge, Quote, Reading, Report, Tie, Toll, Trigger, Truce, report_id
from casus.web.app import make_app
from casus.web.desk import Desk

MARK = "data-hostile"
"""An attribute of every tag in the reports: an element of a page that has it came from a report."""
_RUN = "window.hostile=1"
PAYLOADS = (
    f"<script {MARK}>{_RUN}</script>",
    f"</script><script {MARK}>{_RUN}</script>",
    f"</title></style></textarea></noscript><script {MARK}>{_RUN}</script>",
    f'"><img {MARK} src=x onerror="{_RUN}">',
    f"' {MARK} autofocus tabindex=1 onfocus='{_RUN}' x='",
    f'" {MARK} onmouseover="{_RUN}" x="',
    f"<svg {MARK} onload={_RUN}><animate {MARK} onbegin={_RUN}></svg>",
    f"<math {MARK}><mtext {MARK}><style {MARK}><img {MARK} onerror={_RUN}>",
    f"<style {MARK}>body{{display:none}}</style>",
    f'<p {MARK} style="position:fixed;inset:0;background:red">',
    f'<base {MARK} href="//evil.example/">',
    f'<iframe {MARK} srcdoc="&lt;script&gt;parent.hostile=1&lt;/script&gt;"></iframe>',
    f'<meta {MARK} http-equiv=refresh content="0;url=javascript:{_RUN}">',
    f'<form {MARK} action="//evil.example/"><button {MARK}>',
    f"<!--><script {MARK}>{_RUN}</script>-->",
    f"<![CDATA[<script {MARK}>{_RUN}</script>]]>",
    f"javascript:{_RUN}",
    f"java\tscript:{_RUN}//%0a",
    f"data:text/html,<script {MARK}>{_RUN}</script>",
    "{{ 31415 * 27182 }}{% for x in range(9) %}${31415*27182}<%= 31415*27182 %>",
    "{{ cycler.__init__.__globals__ }}{# ",
    "\u202eevil\u2066 right\u2067 to left\u061c\u200f",
    "a\u0300\u0301\u0302\u0303" * 40,
    "W" * 450,
    "\u05d0\u0628" * 400,
    "../../etc/passwd",
    "a/b?c#d&e=f%2f%00;g",
    "name.json",
    "name.json/",
    "line\r\nSet-Cookie: hostile=1\n\nend",
    "\x1b[2J\x07\x7f\x9b",
    "\u2028\u2029\ufeff\ufffe",
    "\U0001f469\u200d\U0001f469 \U000e0041",
    "\\u003cscript\\u003e\\",
    "=HYPERLINK(1)|'",
)
_WORKED_OUT = str(31415 * 27182)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_HOME = re.compile(r"/(?!/)|[#?]|https?://|data:,")
_FORBIDDEN = ("style", "base", "iframe", "object", "embed", "applet", "frame")


@dataclass
class Seen:
    """What was asked for. pages: how many of each kind; problems: one sentence each."""

    pages: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


def reading(number: int, rng: random.Random) -> Reading:
    """A report that tries something in every field, with a record of each kind."""

    def odd() -> str:
        return rng.choice(PAYLOADS)

    text = f"{odd()} {number}. Ten people died in {odd()}. {odd()} and {odd()} spoke. {'W' * rng.choice((9, 50_000))}"
    one, other = (Actor(name=f"{odd()}{number % 50}", country=code) for code in ("TCD", "SDN"))
    place = Place(name=f"{odd()}", country="TCD", lat=12.1, lon=15.0, precision="city")
    spot: dict[str, Any] = {"span": (0, len(text)), "sentence": (0, len(text)), "confidence": rng.random()}
    report = Report(
        id=report_id(text), title=odd(), source=odd(), url=odd(), language=odd(), byline=odd(), agency=odd(),
        dateline_place=odd(), notes=(odd(),), published=f"2024-10-{number % 28 + 1:02}", text=text,
    )  # fmt: skip
    return Reading(
        report=report,
        reader="made 1",
        events=(
            Event(id="e1", type="ASSAULT", status="actual", actors=(one,), recipients=(other,), place=place, **spot),
            Event(id="e2", type="ASSAULT", status="possible", actors=(other,), voice=(one,), channel=odd(), **spot),
        ),
        tolls=(
            Toll(
                id="t1", effect="killed", low=10, best=10, high=10, of=(other,), place=place, caveat=odd(), **spot
            ),
        ),
        truces=(Truce(id="c1", state="agreed", parties=(one, other), mediators=(Actor(name=odd()),), **spot),),
        pledges=(
            Pledge(
                id="p1", act="AID", guarantors=(one,), condition=odd(),
                trigger=Trigger(type="ASSAULT", actors=(other,), place=place), **spot,
            ),
        ),
        ties=(Tie(id="k1", kind="rival", a=(one,), b=(other,), place=place, **spot),),
        quotes=(Quote(id="q1", speakers=(one,), text=odd(), **spot),),
    )  # fmt: skip


def stored(ledger: Ledger, reports: int, seed: int) -> list[str]:
    """Store so many hostile reports; their ids."""
    rng = random.Random(seed)
    readings = [reading(number, rng) for number in range(reports)]
    ledger.store_all([entry_of(one) for one in readings])
    return [one.report.id for one in readings]


@contextmanager
def served(ledger: Ledger) -> Iterator[httpx.Client]:
    """A desk over a ledger on a port of this machine, and who asks it: addresses mean what they mean to browsers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(make_app(Desk(ledger)), host="127.0.0.1", port=port, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
        yield client
    server.should_exit = True
    thread.join(10)


def check(client: httpx.Client, reports: list[str], *, seed: int, others: int) -> Seen:
    """Ask for the pages of reports and for those they lead to. others: how many of each further kind."""
    rng, seen = random.Random(seed), Seen()
    known, further = set[str](), dict[str, list[str]]()
    for at in _starts(reports, rng):
        for link in look(client, at, seen):
            kind = link.split("/")[1].partition("?")[0]
            if link not in known:
                known.add(link)
                further.setdefault(kind, []).append(link)
    for links in further.values():
        for at in rng.sample(links, min(others, len(links))):
            look(client, at, seen)
    return seen


def _starts(reports: list[str], rng: random.Random) -> Iterator[str]:
    yield from ("/", "/search", "/search?q=died", "/sources", "/review", "/paste", "/whatif")
    for one in reports:
        yield f"/reports/{one}"
        yield f"/statements/{one}/{rng.choice(('e1', 'e2', 't1', 'c1', 'p1', 'k1', 'q1'))}"
        yield f"/events/{one}/e1"


def look(client: httpx.Client, at: str, seen: Seen) -> list[str]:
    """Look at one page; the addresses of the desk that it leads to."""
    answer = client.get(at)
    kind = at.split("/")[1].partition("?")[0] or "overview"
    seen.pages[kind] += 1
    if answer.status_code != 200:
        seen.problems.append(f"{at[:200]} answers {answer.status_code}.")
        return []
    if "hostile" in answer.headers.get("set-cookie", ""):
        seen.problems.append(f"{at[:200]} sets a cookie from a report.")
    if "html" not in answer.headers["content-type"]:
        return []
    page = html.document_fromstring(answer.text)
    seen.problems += [f"{at[:200]}: {one}" for one in wrong_in(page, answer.text)]
    twin = page.xpath("string(//link[@rel='alternate'][@type='application/json']/@href)")
    if twin and client.get(twin).status_code != 200:
        seen.problems.append(f"{twin[:200]}, the twin of {at[:200]}, does not answer.")
    links = (link.partition("#")[0] for link in page.xpath("//main//a/@href") if link.startswith("/"))
    return [link for link in links if link]


def wrong_in(page: html.HtmlElement, text: str) -> Iterator[str]:
    """What of a report became part of a page, one sentence each."""
    for one in page.iter("*"):
        if MARK in one.attrib or one.tag in _FORBIDDEN:
            yield f"<{one.tag}> came from a report."
        for name, value in one.attrib.items():
            if name.startswith("on") or name in ("style", "srcdoc", "http-equiv"):
                yield f"<{one.tag}> has the attribute {name}."
            if name in ("href", "src", "action", "formaction", "xlink:href") and _HOME.match(value) is None:
                yield f"<{one.tag}> leads to {value[:60]!r}."
    for one in page.iter("script"):
        if one.get("type") == "application/json":
            json.loads(one.text or "null")
        elif one.get("src") != "/static/desk.js" or one.text:
            yield "There is a script that is not the desk's."
    if _WORKED_OUT in text:
        yield "A template was worked out."
    if any(_TURNING.search(shown) for shown in _shown(page)):
        yield "A mark turns the direction of the words around it."


def _shown(page: html.HtmlElement) -> Iterator[str]:
    """The words of a page; without what stands in fields, which browsers keep apart from the words around them."""
    for one in page.iter("*"):
        yield from (value for name, value in one.attrib.items() if (one.tag, name) != ("input", "value"))
        if one.tag != "textarea":
            yield one.text or ""
        yield one.tail or ""


def main() -> int:
    """Store, look and tell; 1 where something was wrong."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--reports", type=int, default=2000)
    asked.add_argument("--others", type=int, default=300, help="pages of each kind that reports lead to")
    asked.add_argument("--seed", type=int, default=20)
    given = asked.parse_args()
    began, worked = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_ledger(Path(folder) / "casus.db")
        reports = stored(ledger, given.reports, given.seed)
        with served(ledger) as client:
            seen = check(client, reports, seed=given.seed, others=given.others)
        ledger.close()
    for one in seen.problems[:50]:
        print(one)
    print(f"{given.reports:,} reports, {sum(seen.pages.values()):,} pages: {dict(seen.pages)}")
    wall, processor = time.perf_counter() - began, time.process_time() - worked
    print(f"{len(seen.problems):,} problems; {wall:.0f} s, processor {processor:.0f} s")
    return 1 if seen.problems else 0


if __name__ == "__main__":
    sys.exit(main())
