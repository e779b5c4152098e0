"""One codebook from a file to every place where its code is shown or asked for."""

from __future__ import annotations

import asyncio
import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html
from typer.testing import CliRunner, Result

from casus.alerts.keeping import add_alert, look, notices
from casus.alerts.rules import Rule
from casus.cli.codebooks import start
from casus.cli.main import app
from casus.exports.formats import SIDE_FILE
from casus.intake.reports import read_reports
from casus.knowledge.codebook import load_codebook
from casus.ledger import Ledger, open_ledger
from casus.mcp.server import made
from casus.reading import get_reader
from casus.records import CasusError, Report
from casus.web.access.guards import Guard
from casus.web.app import make_app
from casus.web.desk import Desk

EXAMPLE = Path(__file__).resolve().parents[2] / "examples/codebook.yaml"
GLOSS = "An attack by an uncrewed aircraft on anybody or anything."
TOLD = (
    "BELGOROD, May 2 (Example Wire) - A Ukrainian drone strike killed three soldiers near Belgorod on Wednesday. "
    "Russian artillery shelled Kherson."
)
LATER = "ODESA, May 4 (Example Wire) - Russian drone strikes killed two civilians in Odesa on Friday."
TOKEN = "a token of the desk"


def casus(*args: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in args])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a report and a ledger that it was read into by the example."""
    folder = tmp_path_factory.mktemp("codes")
    (folder / "told.txt").write_text(TOLD)
    assert "1 new report" in read(folder).stderr
    return folder


@pytest.fixture
def ledger(folder: Path) -> Iterator[Ledger]:
    opened = open_ledger(folder / "casus.db")
    yield opened
    opened.close()


@pytest.fixture
def client(ledger: Ledger) -> TestClient:
    desk = Desk(ledger, load_codebook(str(EXAMPLE)))
    return TestClient(make_app(desk, Guard(secret=TOKEN)), base_url="http://127.0.0.1", raise_server_exceptions=False)


def read(folder: Path, *, codebook: Path = EXAMPLE, into: str = "casus.db") -> Result:
    done = casus(
        "read", folder / "told.txt", "--published", "2024-05-02", "--source", "Example Wire", "--reader", "lexicon",
        "--codebook", codebook, "--into", folder / into,
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    return done


def test_the_same_codebook_reads_nothing_twice_and_another_reads_anew(folder: Path) -> None:
    assert "1 new report with" in read(folder, into="other.db").stderr
    assert "1 known already" in read(folder, into="other.db").stderr
    other = folder / "other.yaml"
    other.write_text(EXAMPLE.read_text().replace("version: 1.0", "version: 1.1"))
    assert "1 read again by this reader" in read(folder, codebook=other, into="other.db").stderr


def test_events_are_asked_for_by_code_and_told_with_it(folder: Path) -> None:
    where = ("--ledger", folder / "casus.db")
    done = casus("events", "--type", "DRONE_STRIKE", *where)
    assert done.exit_code == 0 and "1 events and tolls" in done.stdout and "coded DRONE_STRIKE" in done.stdout
    assert "Kherson" not in done.stdout and "Kherson" in casus("events", "--type", "ASSAULT", *where).stdout
    wrong = casus("events", "--type", "DRONE_STRIK", *where)
    assert wrong.exit_code == 1 and "none of" in wrong.stderr and "DRONE_STRIKE" in wrong.stderr
    assert casus("events", "--type", "drone", *where).exit_code == 2


def test_a_brief_names_the_code(folder: Path) -> None:
    done = casus("read", folder / "told.txt", "--reader", "lexicon", "--codebook", EXAMPLE)
    assert "coded DRONE_STRIKE" in " ".join(done.stdout.split())


@pytest.mark.parametrize("form", ["acled", "gdelt", "geojson", "plover", "polecat", "ucdp-ged", "hxl"])
def test_every_export_has_the_code_beside_it(folder: Path, form: str) -> None:
    to = folder / f"out.{form}"
    assert casus("export", form, "--to", to, "--ledger", folder / "casus.db").exit_code == 0
    rows = [json.loads(line) for line in Path(f"{to}{SIDE_FILE}").read_text().splitlines()[1:]]
    coded = [row for row in rows if any(one.get("code") == "DRONE_STRIKE" for one in row["tellings"])]
    assert len(coded) == 1 and coded[0]["codes"][0]["gloss"] == GLOSS
    assert all("codes" not in row for row in rows if row not in coded)


def test_acled_and_gdelt_say_what_the_codebook_says(folder: Path) -> None:
    book = folder / "mapped.yaml"
    drone, _, rest = EXAMPLE.read_text().partition("sub_event_type: Air/drone strike")
    book.write_text(f"{drone}sub_event_type: Drone warfare{rest}".replace("EventCode: 195", "EventCode: 1951"))
    read(folder, codebook=book, into="mapped.db")
    to = folder / "mapped.acled"
    assert casus("export", "acled", "--to", to, "--ledger", folder / "mapped.db").exit_code == 0
    with to.open(newline="") as file:
        rows = {row["location"]: row for row in csv.DictReader(file)}
    drone_row, other = rows["Belgorod"], rows["Kherson"]
    assert drone_row["event_type"] == "Explosions/Remote violence" and drone_row["sub_event_type"] == "Drone warfare"
    assert drone_row["disorder_type"] == "Political violence" and "code=DRONE_STRIKE" in drone_row["tags"]
    assert other["sub_event_type"] == "Shelling/artillery/missile attack" and "code=" not in other["tags"]
    to = folder / "mapped.gdelt"
    assert casus("export", "gdelt", "--to", to, "--ledger", folder / "mapped.db").exit_code == 0
    assert sorted(line.split("\t")[26] for line in to.read_text().splitlines()) == ["194", "1951"]


def test_parquet_has_a_column_of_codes(folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is an extra")
    to = folder / "out.parquet"
    assert casus("export", "parquet", "--to", to, "--ledger", folder / "casus.db").exit_code == 0
    codes = parquet.read_table(to).column("codes").to_pylist()
    assert sorted(codes) == sorted([["DRONE_STRIKE"], *[[]] * (len(codes) - 1)])


def test_the_desk_finds_explains_and_links_the_code(client: TestClient) -> None:
    found = client.get("/search.json?type=DRONE_STRIKE").json()
    assert len(found["lines"]) == 1 and "coded DRONE_STRIKE" in found["lines"][0]["limits"]
    page = html.fromstring(client.get("/search").text)
    assert any(GLOSS in one.text_content() for one in page.iter("li"))
    for address in (found["lines"][0]["href"], found["lines"][0]["event"]):
        page = html.fromstring(client.get(address).text)
        links = {one.get("href"): one.text_content() for one in page.iter("a")}
        explained = links["/search?type=DRONE_STRIKE"]
        assert GLOSS in explained and "conduct-of-war 1.0" in explained


def test_the_api_filters_by_code_and_lists_the_definitions(client: TestClient) -> None:
    events = client.get("/api/v1/events?type=DRONE_STRIKE&until=2024-05-02").json()["items"]
    assert [one["record"]["code"] for event in events for one in event["statements"]] == ["DRONE_STRIKE"]
    statements = client.get("/api/v1/statements?type=DRONE_STRIKE").json()["items"]
    assert [one["record"]["code"] for one in statements] == ["DRONE_STRIKE"]
    assert client.get("/api/v1/events?type=DRONE_STRIK").json()["items"] == []
    assert client.get("/api/v1/events?type=drone").status_code == 422
    codes = {one["name"]: one for one in client.get("/api/v1/codes").json()["items"]}
    assert codes["DRONE_STRIKE"]["gloss"] == GLOSS and codes["PRISONER_SWAP"]["parent"] == "RETREAT"


def test_a_pasted_article_is_read_by_the_desks_codebook(client: TestClient) -> None:
    page = client.post("/paste", data={"csrf": TOKEN, "text": LATER, "published": "2024-05-04"})
    assert page.status_code == 200 and "coded DRONE_STRIKE" in page.text


def test_assistants_may_ask_by_code(ledger: Ledger) -> None:
    server = made(ledger)
    told = str(asyncio.run(server.call_tool("events", {"type": "DRONE_STRIKE", "until": "2024-05-02"})))
    assert "coded DRONE_STRIKE" in told and "Kherson" not in told


def test_an_alert_looks_for_a_code_that_the_ledger_knows(folder: Path) -> None:
    read(folder, into="alerts.db")
    ledger, book = open_ledger(folder / "alerts.db"), load_codebook(str(EXAMPLE))

    def clock() -> datetime:
        return datetime(2024, 5, 5, tzinfo=UTC)

    def ask_for(name: str, kind: str) -> None:
        rule = Rule(kind="event", type=kind)
        add_alert(ledger, name, rule, url=None, secret=None, allow_private=False, clock=clock)

    ask_for("drones", "DRONE_STRIKE")
    with pytest.raises(CasusError, match=r"'DRONE_STRIK' is none of: .*DRONE_STRIKE"):
        ask_for("others", "DRONE_STRIK")
    (folder / "later.txt").write_text(LATER + " Russian artillery shelled Kherson.")
    for report in read_reports([str(folder / "later.txt")]):
        assert isinstance(report, Report)
        ledger.store(get_reader("lexicon", book).read(report))
    look(ledger, clock)
    with ledger.asking() as connection:
        words = [one.body["words"] for one in notices(connection, "drones", 10)]
    ledger.close()
    assert len(words) == 1 and "Odesa" in words[0]


def test_check_tells_which_examples_do_not_come_out(folder: Path) -> None:
    assert casus("codebook", "check", EXAMPLE, "--reader", "lexicon").exit_code == 0
    book = folder / "wrong.yaml"
    said = "The army displayed its new drones at a parade in Moscow."
    book.write_text(EXAMPLE.read_text().replace("examples:\n", f"examples:\n      - {said}\n", 1))
    done = casus("codebook", "check", book, "--reader", "lexicon")
    assert done.exit_code == 1 and f"DRONE_STRIKE is not read in: “{said}”" in " ".join(done.stdout.split())
    book.write_text("name: x")
    done = casus("codebook", "check", book)
    assert done.exit_code == 1 and "wrong.yaml, version: it is missing; add it." in " ".join(done.stderr.split())


def test_a_new_codebook_is_one_to_begin_with(folder: Path) -> None:
    done = casus("codebook", "new")
    assert done.stdout == start()
    book = folder / "new.yaml"
    book.write_text(done.stdout)
    assert casus("codebook", "check", book, "--reader", "lexicon").exit_code == 0


def test_a_run_with_a_codebook_that_cannot_be_used_reads_nothing(folder: Path) -> None:
    done = casus("read", folder / "told.txt", "--codebook", folder / "none.yaml", "--into", folder / "none.db")
    assert done.exit_code == 1 and "none.yaml cannot be read" in done.stderr.replace("\n", " ")
    assert not (folder / "none.db").exists()
