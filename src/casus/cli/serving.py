"""Serving the desk, and its accounts."""

from __future__ import annotations

import getpass
import json
import os
import secrets
import sys
import tempfile
import threading
from dataclasses import asdict, dataclass
from pathlib import Path

import typer
import uvicorn
from fastapi import FastAPI

from casus.knowledge.codebook import load_codebook
from casus.ledger import open_ledger
from casus.reading.lexicon import lexicon_with
from casus.records import CasusError
from casus.web.access.accounts import Accounts, beside, role_of
from casus.web.access.guards import Guard, is_loopback
from casus.web.answers import Answers
from casus.web.app import make_app
from casus.web.desk import Desk
from casus.web.views.overview import overview

_SETTINGS = "CASUS_DESK"
"""Variable by which the processes of one desk are told what they serve."""


class NotServed(CasusError):
    """A desk that would be open to others."""


@dataclass(frozen=True, slots=True)
class _Served:
    """What each process of a desk must know. accounts: file; None for an open desk. answers: file of those kept.

    codebook: file, if any.
    """

    ledger: str
    accounts: str | None
    secret: str
    answers: str
    codebook: str | None


def serve_desk(
    where: str, *, host: str, port: int, accounts: str | None, workers: int, codebook: str | None = None
) -> None:
    """Serve the desk until interrupted.

    Raises CasusError for a ledger that is not there, for an address that others reach on a desk without accounts, and
    for a codebook that cannot be used. codebook: a file; pasted articles are read by it.
    """
    known = accounts_of(where, accounts)
    if not is_loopback(host) and not known.are_any():
        raise NotServed(
            f"{host} can be reached from other machines and {known.file} has no accounts; "
            "make one first: casus account add NAME --role admin"
        )
    ledger = open_ledger(where, create=False)  # says what is wrong before anything is served
    if codebook is not None:
        book = load_codebook(codebook)
        lexicon_with(book)
        ledger.keep_codebook(book)
    ledger.close()
    with tempfile.TemporaryDirectory(prefix="casus-desk-") as folder:
        file = str(known.file) if known.are_any() else None
        settings = _Served(where, file, secrets.token_urlsafe(), os.path.join(folder, "answers.db"), codebook)
        os.environ[_SETTINGS] = json.dumps(asdict(settings))
        typer.echo(f"The desk over {where} is at http://{host}:{port}/ (Ctrl+C ends it).", err=True)
        uvicorn.run(
            "casus.cli.serving:served", factory=True, host=host, port=port, workers=workers, log_level="warning",
            server_header=False,
        )  # fmt: skip


def served() -> FastAPI:
    """The desk of one process."""
    given = _Served(**json.loads(os.environ[_SETTINGS]))
    codebook = load_codebook(given.codebook) if given.codebook is not None else None
    desk = Desk(open_ledger(given.ledger, create=False), codebook)
    threading.Thread(target=overview, args=(desk,), daemon=True).start()  # what everybody opens first takes longest
    guard = Guard(Accounts(Path(given.accounts)) if given.accounts else None, given.secret)
    return make_app(desk, guard, Answers(Path(given.answers)))


def accounts_of(ledger: str, file: str | None) -> Accounts:
    """The accounts of a desk, in the file given or beside its ledger."""
    return Accounts(Path(file) if file is not None else beside(ledger))


def add_account(accounts: Accounts, name: str, role: str) -> None:
    """Add an account; its password is asked for, or read from the first line of standard input."""
    known = role_of(role)
    accounts.add(name, _password(), known)
    typer.echo(f"casus: {name} may log in, with the role {known}", err=True)


def change_password(accounts: Accounts, name: str) -> None:
    """Give an account another password, asked for or read from the first line of standard input."""
    accounts.set_password(name, _password())
    typer.echo(f"casus: {name} logs in with the new password from now on; open sessions have ended", err=True)


def _password() -> str:
    return getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


def change_role(accounts: Accounts, name: str, role: str) -> None:
    """Give an account another role."""
    accounts.set_role(name, role_of(role))


def tell_accounts(accounts: Accounts) -> None:
    """Print the accounts, one a line."""
    for name, role, made in accounts.all():
        typer.echo(f"{name}\t{role}\tsince {made}")


def tell_log(accounts: Accounts) -> None:
    """Print the log, the newest line first."""
    for one in accounts.logged(1000):
        typer.echo(f"{one.at}\t{one.account or '-'}\t{one.what}\t{one.about}")
