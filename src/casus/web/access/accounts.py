"""Accounts of a desk with their sessions and tokens, and the log of what was done: a file beside the ledger.

Accounts are no news, so they are not in the ledger. Passwords are kept as argon2id hashes; session ids and API tokens,
which are long and random, as SHA-256: whoever reads the file can use none of them.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, get_args

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from casus.records import CasusError
from casus.wording.terms import printable

Role = Literal["reader", "analyst", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""What an account may do, each all that the ones before it may: read; say what of a reading is right; see the log."""
_SESSION = timedelta(hours=12)
_SHORTEST = 12
"""Characters of a password."""
_NAME = re.compile(r"[\w.@+-]{1,80}")
_TABLES = """
CREATE TABLE IF NOT EXISTS account (
    name TEXT PRIMARY KEY, password TEXT NOT NULL, role TEXT NOT NULL, made TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS token (
    hash TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES account(name) ON DELETE CASCADE, label TEXT NOT NULL,
    made TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS session (
    hash TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES account(name) ON DELETE CASCADE, expires TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS log (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, account TEXT, what TEXT NOT NULL, about TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS log_is_kept BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is kept'); END;
CREATE TRIGGER IF NOT EXISTS log_stays BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log stays as it is'); END;
"""
_hasher = PasswordHasher()
_NOBODYS = _hasher.hash(secrets.token_urlsafe())
"""What a password is compared with where no such account is, so that both answers take as long."""


def role_of(name: str) -> Role:
    """The role that a word names. Raises AccountError for one that is none."""
    for role in ROLES:
        if role == name:
            return role
    raise AccountError(f"No role is called {name!r}; use one of: {', '.join(ROLES)}.")


class AccountError(CasusError):
    """An account cannot be made or changed as asked."""


@dataclass(frozen=True, slots=True)
class User:
    """Who asks. csrf: what the forms of its pages carry."""

    name: str
    role: Role
    csrf: str

    def may(self, role: Role) -> bool:
        """Whether this user may do what a role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


@dataclass(frozen=True, slots=True)
class Logged:
    """One line of the log. at: UTC, ISO; account: None where nobody was known."""

    at: str
    account: str | None
    what: str
    about: str


class Accounts:
    """The accounts in a file, made where there is none when the first account is added."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def are_any(self) -> bool:
        """Whether anybody could log in."""
        return self.file.exists() and bool(self._rows("SELECT 1 FROM account LIMIT 1"))

    def all(self) -> list[tuple[str, Role, str]]:
        """Name, role and day of making of each account."""
        rows = self._rows("SELECT name, role, made FROM account ORDER BY name") if self.file.exists() else []
        return [(name, role_of(role), made[:10]) for name, role, made in rows]

    def add(self, name: str, password: str, role: Role) -> None:
        """Make an account. Raises AccountError for a name that is taken or odd, or a short password."""
        if _NAME.fullmatch(name) is None or name == "local":
            raise AccountError(f"{name!r} is no name for an account; use letters, digits and . @ + - _.")
        values = (name, _hashed(password), role, _now())
        try:
            with self._open(make=True) as connection:
                connection.execute("INSERT INTO account VALUES (?, ?, ?, ?)", values)
        except sqlite3.IntegrityError as error:
            raise AccountError(f"There is an account {name!r} already.") from error
        self.log(None, "account added", f"{name}, {role}")

    def remove(self, name: str) -> None:
        """Remove an account with its sessions and tokens. Raises AccountError where there is none."""
        self._change("DELETE FROM account WHERE name = ?", (name,), name)
        self.log(None, "account removed", name)

    def set_password(self, name: str, password: str) -> None:
        """Let an account log in with another password; its sessions end, its tokens stay.

        Raises AccountError where there is no such account, or for a short password.
        """
        self._change("UPDATE account SET password = ? WHERE name = ?", (_hashed(password), name), name)
        with self._open() as connection:
            connection.execute("DELETE FROM session WHERE account = ?", (name,))
        self.log(None, "password changed", name)

    def set_role(self, name: str, role: Role) -> None:
        """Raises AccountError where there is no such account."""
        self._change("UPDATE account SET role = ? WHERE name = ?", (role, name), name)
        self.log(None, "role changed", f"{name}, {role}")

    def log_in(self, name: str, password: str) -> str | None:
        """The id of a new session, None for a wrong name or password."""
        found = self._rows("SELECT password FROM account WHERE name = ?", (name,)) if self.file.exists() else []
        kept = found[0][0] if found else _NOBODYS
        try:
            _hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            found = []
        if not found:
            self.log(None, "log-in refused", name[:80])
            return None
        session = secrets.token_urlsafe(32)
        until = (datetime.now(UTC) + _SESSION).isoformat(timespec="seconds")
        with self._open() as connection:
            connection.execute("DELETE FROM session WHERE expires < ?", (_now(),))
            connection.execute("INSERT INTO session VALUES (?, ?, ?)", (_hash(session), name, until))
        self.log(name, "logged in", "")
        return session

    def log_out(self, session: str) -> None:
        """End a session."""
        with self._open() as connection:
            connection.execute("DELETE FROM session WHERE hash = ?", (_hash(session),))

    def user_of(self, session: str) -> User | None:
        """Whose a session is; None for one that has ended."""
        asked = (
            "SELECT a.name, a.role FROM session s JOIN account a ON a.name = s.account "
            "WHERE s.hash = ? AND s.expires > ?"
        )
        return self._user(asked, (_hash(session), _now()), csrf=_hash(f"csrf {session}"))

    def holder_of(self, token: str) -> User | None:
        """Whose an API token is."""
        asked = "SELECT a.name, a.role FROM token t JOIN account a ON a.name = t.account WHERE t.hash = ?"
        return self._user(asked, (_hash(token),), csrf="")

    def add_token(self, name: str, label: str) -> str:
        """A new token of an account; it is shown this once. Raises AccountError where there is no such account."""
        if not any(name == known for known, _, _ in self.all()):
            raise _unknown(name)
        token = f"casus_{secrets.token_urlsafe(32)}"
        with self._open() as connection:
            connection.execute("INSERT INTO token VALUES (?, ?, ?, ?)", (_hash(token), name, label, _now()))
        self.log(name, "token added", label)
        return token

    def remove_tokens(self, name: str) -> int:
        """Take back all tokens of an account; how many there were."""
        with self._open() as connection:
            found = connection.execute("DELETE FROM token WHERE account = ?", (name,)).rowcount
        self.log(name, "tokens removed", str(found))
        return found

    def log(self, account: str | None, what: str, about: str) -> None:
        """Write down what was done; nothing is ever taken from the log."""
        if self.file.exists():
            with self._open() as connection:
                connection.execute("INSERT INTO log (at, account, what, about) VALUES (?, ?, ?, ?)",
                                   (_now(), account, what, about[:500]))  # fmt: skip

    def logged(self, most: int = 200) -> list[Logged]:
        """The newest lines of the log, the newest first. Strangers chose some of the words: each is one safe line."""
        asked = "SELECT at, account, what, about FROM log ORDER BY id DESC LIMIT ?"
        rows = self._rows(asked, (most,)) if self.file.exists() else []
        return [Logged(at, account, what, printable(about)) for at, account, what, about in rows]

    def _user(self, asked: str, values: tuple[str, ...], *, csrf: str) -> User | None:
        found = self._rows(asked, values) if self.file.exists() else []
        return User(found[0][0], role_of(found[0][1]), csrf) if found else None

    def _change(self, statement: str, values: tuple[str, ...], name: str) -> None:
        if not self.file.exists():
            raise _unknown(name)
        with self._open() as connection:
            if connection.execute(statement, values).rowcount == 0:
                raise _unknown(name)

    def _rows(self, asked: str, values: tuple[object, ...] = ()) -> list[tuple[str, ...]]:
        with self._open() as connection:
            return list(connection.execute(asked, values))

    @contextmanager
    def _open(self, *, make: bool = False) -> Iterator[sqlite3.Connection]:
        """A transaction on the file. Raises AccountError where it cannot be read or written."""
        try:
            if make and not self.file.exists():
                os.close(os.open(self.file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            with closing(sqlite3.connect(self.file, timeout=10)) as connection, connection:
                connection.execute("PRAGMA foreign_keys=ON")
                connection.executescript(_TABLES)
                yield connection
        except sqlite3.IntegrityError:
            raise
        except (OSError, sqlite3.Error) as error:
            raise AccountError(f"The accounts in {self.file} cannot be read or written ({error}).") from error


def beside(ledger: str) -> Path:
    """Where the accounts of a ledger are: beside its file, or in the working folder for a PostgreSQL database."""
    return Path("casus.accounts.db") if "://" in ledger else Path(f"{ledger}.accounts")


def _unknown(name: str) -> AccountError:
    return AccountError(f"There is no account {name!r}; `casus account list` shows them.")


def _hashed(password: str) -> str:
    if len(password) < _SHORTEST:
        raise AccountError(f"The password is too short; use at least {_SHORTEST} characters.")
    return _hasher.hash(password)


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
