"""Where the links of the desk's pages lead, judged by the ledger: pages that others build need not be there."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

from fastapi.testclient import TestClient
from lxml import html

from casus.ledger import Ledger


def hrefs(page: str) -> list[str]:
    """The addresses that the main part of a page leads to, each once."""
    main = html.fromstring(page).xpath("//main")[0]
    return list(dict.fromkeys(link.get("href") for link in main.iter("a") if link.get("href")))


def broken(client: TestClient, ledger: Ledger, page: str) -> list[str]:
    """The links of a page that lead to no record, no report, no part of a page, or that search for nothing."""
    return [href for href in hrefs(page) if not _leads(client, ledger, page, href)]


def _leads(client: TestClient, ledger: Ledger, page: str, href: str) -> bool:
    at = urlsplit(href)
    parts = [unquote(part) for part in at.path.split("/")[1:]]
    if not at.path:
        return _has(page, at.fragment)
    if parts[0] in ("statements", "events"):
        return _is_record(ledger, *parts[1:])
    if parts[0] == "reports":
        return _is_record(ledger, parts[1], unquote(at.fragment))
    if parts[0] == "places":
        return len(parts) == 3 and all(parts)
    if parts[0] == "search":
        return set(parse_qs(at.query)) <= {"kind", "type", "country", "since", "until"}
    if parts[0] in ("conflicts", "whatif", ""):
        answer = client.get(href)
        return answer.status_code == 200 and (not at.fragment or _has(answer.text, at.fragment))
    return parts[0] in ("paste", "review")


def _has(page: str, name: str) -> bool:
    return bool(html.fromstring(page).xpath("//*[@id=$name]", name=name))


def _is_record(ledger: Ledger, report_id: str, label: str) -> bool:
    reading = ledger.reading(report_id)
    return reading is not None and label in {one.id for one in reading.statements()}
