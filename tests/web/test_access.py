"""Who may do what at the desk."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from casus.cli.main import app as command
from casus.ledger import Ledger
from casus.web.access.accounts import AccountError, Accounts
from casus.web.access.guards import HEADERS, Bucket, Guard
from casus.web.app import make_app
from casus.web.desk import Desk

PASSWORD = "correct horse battery"


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    """A reader, an analyst and an admin."""
    made = Accounts(tmp_path / "accounts.db")
    made.add("rita", PASSWORD, "reader")
    made.add("anna", PASSWORD, "analyst")
    made.add("alma", PASSWORD, "admin")
    return made


@pytest.fixture
def desk(story: Ledger, accounts: Accounts) -> TestClient:
    """A desk with accounts."""
    return TestClient(make_app(Desk(story), Guard(accounts)), base_url="http://desk.example", follow_redirects=False)


def log_in(desk: TestClient, name: str) -> None:
    """Begin a session."""
    answer = desk.post("/login", data={"name": name, "password": PASSWORD})
    assert answer.status_code == 303, answer.text


def token_of(page: str) -> str:
    """The token that the forms of a page carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_a_desk_with_accounts_shows_nothing_to_strangers(desk: TestClient) -> None:
    assert desk.get("/").headers["location"] == "/login"
    assert desk.get("/overview.json").status_code == 401
    assert desk.get("/api/v1/conflicts").status_code == 401
    assert desk.get("/login").status_code == 200


def test_a_wrong_password_opens_nothing_and_is_logged(desk: TestClient, accounts: Accounts) -> None:
    for name in ("rita", "nobody"):
        assert desk.post("/login", data={"name": name, "password": "wrong horse battery"}).status_code == 401
    assert desk.get("/").status_code == 303
    assert [one.what for one in accounts.logged()[:2]] == ["log-in refused"] * 2


def test_log_in_again_and_again_is_slowed(desk: TestClient) -> None:
    answers = [desk.post("/login", data={"name": "x", "password": "y"}) for _ in range(12)]
    assert answers[0].status_code == 401
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_a_reader_reads_and_changes_nothing(desk: TestClient) -> None:
    log_in(desk, "rita")
    assert desk.get("/?on=2020-10-31").status_code == 200
    page = desk.get("/account")
    answer = desk.post("/review/confirm", data={"name": "x/e1", "csrf": token_of(page.text)})
    assert answer.status_code == 403
    assert "analyst" in answer.text
    assert desk.get("/audit").status_code == 403


def test_a_form_without_its_token_or_from_elsewhere_is_refused(desk: TestClient) -> None:
    log_in(desk, "anna")
    csrf = token_of(desk.get("/account").text)
    name = {"name": "0000/e1"}
    assert desk.post("/review/confirm", data=name).status_code == 403
    assert desk.post("/review/confirm", data={**name, "csrf": "x"}).status_code == 403
    elsewhere = {"Origin": "http://elsewhere.example"}
    assert desk.post("/review/confirm", data={**name, "csrf": csrf}, headers=elsewhere).status_code == 403
    assert desk.post("/review/confirm", data={**name, "csrf": csrf}).status_code == 404  # let in; no such statement


def test_logging_out_ends_the_session(desk: TestClient) -> None:
    log_in(desk, "rita")
    session = desk.cookies["casus_session"]
    desk.post("/logout", data={"csrf": token_of(desk.get("/account").text)})
    desk.cookies.set("casus_session", session)
    assert desk.get("/").headers.get("location") == "/login"


def test_a_token_opens_the_api_until_it_is_taken_back(desk: TestClient, accounts: Accounts) -> None:
    token = accounts.add_token("rita", "test")
    headers = {"Authorization": f"Bearer {token}"}
    assert desk.get("/api/v1/conflicts?on=2020-10-31", headers=headers).status_code == 200
    assert token not in accounts.file.read_bytes().decode("latin-1")
    accounts.remove_tokens("rita")
    assert desk.get("/api/v1/conflicts?on=2020-10-31", headers=headers).status_code == 401


def test_a_token_makes_no_tokens(desk: TestClient, accounts: Accounts) -> None:
    headers = {"Authorization": f"Bearer {accounts.add_token('rita', 'test')}"}
    assert desk.post("/account/token", data={"label": "another"}, headers=headers).status_code == 403


def test_a_stranger_writes_no_line_of_the_log_but_his_own(desk: TestClient, accounts: Accounts) -> None:
    desk.post("/login", data={"name": "x\n2026-01-01\talma\taccount added\teve\x1b[2J\u202e", "password": "y"})
    done = CliRunner().invoke(command, ["account", "audit", "--accounts", str(accounts.file)])
    assert done.stdout.splitlines()[0].endswith("log-in refused\tx 2026-01-01 alma account added eve [2J")
    assert len(done.stdout.splitlines()) == len(accounts.logged()) == 4


@pytest.mark.parametrize("change", ["DELETE FROM log", "UPDATE log SET about = ''"])
def test_nothing_is_taken_from_the_log(accounts: Accounts, change: str) -> None:
    with closing(sqlite3.connect(accounts.file)) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(change)


def test_an_admin_sees_what_was_done(desk: TestClient) -> None:
    log_in(desk, "alma")
    assert "logged in" in desk.get("/audit").text


def test_a_new_password_ends_the_sessions_of_the_old_one(accounts: Accounts) -> None:
    accounts.add("mira", "a long enough word", "reader")
    session, token = accounts.log_in("mira", "a long enough word"), accounts.add_token("mira", "notebook")
    words = ["account", "password", "mira", "--accounts", str(accounts.file)]
    assert CliRunner().invoke(command, words, input="short\n").exit_code == 1
    assert session is not None and accounts.user_of(session) is not None
    assert CliRunner().invoke(command, words, input="another long word\n").exit_code == 0
    assert accounts.user_of(session) is None and accounts.log_in("mira", "a long enough word") is None
    assert accounts.log_in("mira", "another long word") is not None and accounts.holder_of(token) is not None
    words[2] = "nobody"
    refused = CliRunner().invoke(command, words, input="another long word\n")
    assert refused.exit_code == 1 and "There is no account 'nobody'" in refused.stderr


def test_the_file_of_accounts_is_its_owners_alone(accounts: Accounts) -> None:
    assert accounts.file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "password"), [("rita", PASSWORD), ("a b", PASSWORD), ("new", "short"), ("local", PASSWORD)]
)
def test_an_account_that_cannot_be_is_refused(accounts: Accounts, name: str, password: str) -> None:
    with pytest.raises(AccountError):
        accounts.add(name, password, "reader")


@pytest.mark.parametrize("address", ["/", "/nowhere", "/static/desk.js", "/overview.json", "/api/v1/conflicts?on=x"])
def test_every_answer_has_the_guarding_headers(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_an_open_desk_answers_to_no_other_name(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "evil.example:8765"}).status_code == 421
    assert client.get("/", headers={"Host": "localhost:8765"}).status_code == 200


@pytest.mark.parametrize("name", ["[", "[::1", "evil.example"])
def test_a_host_that_is_none_is_told_in_the_shape_of_errors(client: TestClient, name: str) -> None:
    answer = client.get("/api/v1/sources", headers={"Host": name})
    assert answer.status_code in (400, 421)
    assert set(answer.json()["error"]) == {"status", "message"}
    assert answer.headers["Content-Security-Policy"] == HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("origin", ["null", "http://[", "http://127.0.0.1:1", "http://evil.example"])
def test_a_form_of_another_site_is_refused_whatever_its_address(client: TestClient, origin: str) -> None:
    assert client.post("/paste", data={"text": "x"}, headers={"Origin": origin}).status_code == 403


@pytest.mark.parametrize("address", ["/broken", "/api/v1/broken"])
def test_a_fault_of_the_desk_is_told_without_its_cause(story: Ledger, address: str) -> None:
    def broken() -> None:
        raise RuntimeError("inner workings")

    app = make_app(Desk(story))
    app.add_api_route(address, broken)
    answer = TestClient(app, base_url="https://127.0.0.1", raise_server_exceptions=False).get(address)
    assert answer.status_code == 500
    assert "inner workings" not in answer.text
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "Strict-Transport-Security" in answer.headers
    assert ("error" in answer.json()) if address.startswith("/api/") else ("Try it again" in answer.text)


def test_a_desk_for_others_without_accounts_is_not_served(tmp_path: Path) -> None:
    done = CliRunner().invoke(command, ["serve", "--host", "0.0.0.0", "--ledger", str(tmp_path / "x.db")])
    assert done.exit_code == 1
    assert "casus account add" in done.stderr


def test_requests_come_back_with_time() -> None:
    now = [0.0]
    bucket = Bucket(2, 1, clock=lambda: now[0])
    assert [bucket.wait("a") > 0 for _ in range(3)] == [False, False, True]
    assert bucket.wait("b") == 0
    now[0] = 1.0
    assert bucket.wait("a") == 0
