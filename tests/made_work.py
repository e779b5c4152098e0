"""Work for processes of their own, which import it by name; made texts for archives."""

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from casus.archives.blocks import Documents, Shelf, shelves
from casus.cli.inputs import Found, Read, Wanted, documents, opened
from casus.intake.documents import Document
from casus.records import Refused

PLACES = ("Kherson", "Goma", "Taiz", "Mopti", "Sittwe")


def sentence(number: int) -> str:
    """A report of its own."""
    place = PLACES[number % len(PLACES)]
    dead = number % 90 + 2
    return (
        f"Shelling killed {dead} civilians in {place} on Monday, officials said. Report {number} of the day told that "
        f"{number * 7 % 60 + 1} people were wounded and that the army would reply if the fire did not stop."
    )


def archive(folder: Path, texts: int, *, start: int = 0) -> str:
    """A file of JSON Lines; every fiftieth line is broken."""
    path = folder / f"archive-{start}.jsonl"
    path.write_text("".join(line(number) for number in range(start, start + texts)), encoding="utf-8")
    return str(path)


def line(number: int) -> str:
    if number % 50 == 49:
        return "no text\n"
    return json.dumps({"text": sentence(number), "source": f"Paper {number % 9}", "published": "2020-10-31"}) + "\n"


def wanted(*paths: str) -> Wanted:
    """To be read by the lexicon reader, which starts in no time."""
    return Wanted(paths=paths, reader="lexicon", published=None, source=None)


def maker(*paths: str) -> Callable[[], Read]:
    return partial(opened, wanted(*paths))


def shelved(*paths: str) -> list[Shelf]:
    return [one for one in shelves(paths) if isinstance(one, Shelf)]


def dying(its: Wanted, sign: str, mark: str | None) -> Read:
    """A reader whose process is killed with a text that holds a sign; with a mark, once."""
    read = opened(its)

    def guarded(document: Document | Refused) -> Found | Refused:
        if isinstance(document, Document) and sign in document.text and not (mark and os.path.exists(mark)):
            Path(mark or os.devnull).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return read(document)

    return guarded


def reader_dying_once(mark: Path, sign: str, *paths: str) -> Callable[[], Read]:
    return partial(dying, wanted(*paths), sign, str(mark))


def reader_dying(*paths: str) -> Callable[[], Read]:
    return partial(dying, wanted(*paths), "Report 7 ", None)


def doubling() -> Callable[[int], int]:
    """Slow for even numbers, so that results come out of order."""

    def work(number: int) -> int:
        time.sleep(0.01 * (number % 2 == 0))
        return 2 * number

    return work


def deadly() -> Callable[[int], int]:
    """A worker does not survive thirteen."""

    def work(number: int) -> int:
        if number == 13:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    return work


def failing() -> Callable[[int], int]:
    raise ValueError("nothing can be made")


def counted(taken: list[int], most: int) -> Iterator[int]:
    """Numbers; taken: those that were asked for."""
    for number in range(most):
        taken.append(number)
        yield number


TEXTS: Documents = documents
