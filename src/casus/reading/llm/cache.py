"""Answers that were paid for once: kept in a file of the user, by what was asked of whom."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from casus.records import CasusError

_MADE = "CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID"
_BUSY = 30.0


def cache_file() -> Path:
    """The file in the user's cache folder (XDG base directories)."""
    folder = os.environ.get("XDG_CACHE_HOME", "")
    base = Path(folder) if os.path.isabs(folder) else Path.home() / ".cache"
    return base / "casus" / "llm-answers.sqlite"


def question_key(*parts: str) -> str:
    """The name of a question: endpoint, model, prompt and schema, text."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


class AnswerCache:
    """Answers by their question; several threads and processes may use one file. Only its owner may read it."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def get(self, question: str) -> str | None:
        """The answer that was kept, None where there is none. Raises CasusError for a file that cannot be used."""
        with self._open() as base:
            row = base.execute("SELECT answer FROM answers WHERE question = ?", (question,)).fetchone()
        return str(row[0]) if row is not None else None

    def put(self, question: str, answer: str) -> None:
        """Keep an answer. Raises CasusError where it cannot be kept."""
        with self._open() as base, base:
            base.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (question, answer))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file.touch(mode=0o600)
            with closing(sqlite3.connect(self._file, timeout=_BUSY)) as base:
                base.execute(_MADE)
                yield base
        except (OSError, sqlite3.Error) as error:
            raise CasusError(f"The kept answers in {self._file} cannot be used ({error}); delete the file.") from error
