"""`casus confirm`, `reject`, `correct`, `takeback` and `corrections`: what analysts say of statements."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from casus.cli.options import LEDGER, ask

_NAME = typer.Argument(metavar="NAME", help="A statement, as `casus why` shows it: REPORT/LABEL.")
_WHY = typer.Option(metavar="WORDS", help="The reason, kept with it.")
_AUTHOR = typer.Option(metavar="NAME", show_default=False, help="Who says so; without it, the user of this machine.")


def add_to(app: typer.Typer) -> None:
    """Add the commands of review."""
    app.command(short_help="Remember that a statement is right.")(confirm)
    app.command(short_help="Remember that a statement is wrong: it counts nowhere.")(reject)
    app.command(short_help="Put a corrected record in the place of a statement.")(correct)
    app.command("take-back", short_help="Let a statement count again as it was read.")(take_back)
    app.command(short_help="List what analysts said, or write it as training data.")(corrections)


def confirm(
    name: Annotated[str, _NAME],
    why: Annotated[str | None, _WHY] = None,
    author: Annotated[str | None, _AUTHOR] = None,
    ledger: Annotated[str, LEDGER] = "casus.db",
) -> None:
    """Remember that a statement is right: it counts even where a later reader misses it.

    Example: casus confirm 3f2a91c0/e4
    """
    from casus.cli.reviewing import tell_word

    ask(lambda: tell_word(ledger, name, "confirmed", _author(author), why))


def reject(
    name: Annotated[str, _NAME],
    why: Annotated[str | None, _WHY] = None,
    author: Annotated[str | None, _AUTHOR] = None,
    ledger: Annotated[str, LEDGER] = "casus.db",
) -> None:
    """Remember that a statement is wrong: it stays in the ledger with the reason, but counts nowhere.

    Example: casus reject 3f2a91c0/e4 --why "the report tells of a drill"
    """
    from casus.cli.reviewing import tell_word

    ask(lambda: tell_word(ledger, name, "rejected", _author(author), why))


def correct(
    name: Annotated[str, _NAME],
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="Words or JSON; place.name=Goma inside a field; = for none."),
    ] = None,
    record: Annotated[
        str | None, typer.Option(metavar="FILE", help="The whole record as JSON, as `casus read --json` writes it.")
    ] = None,
    why: Annotated[str | None, _WHY] = None,
    author: Annotated[str | None, _AUTHOR] = None,
    ledger: Annotated[str, LEDGER] = "casus.db",
) -> None:
    """Put a corrected record in the place of a statement, which stays in the ledger, but counts no more.

    Example: casus correct 3f2a91c0/e4 --set status=future --set place.name=Goma --why "announced, not done"
    """
    if bool(changes) == bool(record):
        raise typer.BadParameter("say what to change with --set, or give the whole record with --record.")
    if wrong := next((one for one in changes or () if "=" not in one), None):
        raise typer.BadParameter(f"{wrong!r} has no '='; write FIELD=VALUE, such as status=future.", param_hint="--set")
    from casus.cli.reviewing import tell_correction

    its = dict(one.split("=", 1) for one in changes or ())
    ask(lambda: tell_correction(ledger, name, its, record, _author(author), why))


def take_back(
    name: Annotated[str, _NAME],
    why: Annotated[str | None, _WHY] = None,
    author: Annotated[str | None, _AUTHOR] = None,
    ledger: Annotated[str, LEDGER] = "casus.db",
) -> None:
    """Let a statement count again as it was read, whatever was said of it before; what was said stays in the ledger.

    Example: casus take-back 3f2a91c0/e4
    """
    from casus.cli.reviewing import tell_word

    ask(lambda: tell_word(ledger, name, "as read", _author(author), why))


def corrections(
    ledger: Annotated[str, LEDGER] = "casus.db",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON Lines.")] = False,
    only_open: Annotated[
        bool, typer.Option("--open", help="Only those of retired readings that match no statement now.")
    ] = False,
    export: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write the reviewed sentences as training data instead.")
    ] = None,
    with_text: Annotated[bool, typer.Option("--with-text", help="With the words of the sentences.")] = False,
) -> None:
    """List what analysts said of statements, newest first; or write the sentences they spoke of as training data.

    Training data names sentences by report and offsets in the format of the corpus; the words come only --with-text.

    Example: casus corrections --export reviewed.jsonl
    """
    if with_text and export is None:
        raise typer.BadParameter("goes with --export alone.", param_hint="--with-text")
    from casus.cli.reviewing import tell_corrections, write_annotations

    if export is not None:
        ask(lambda: write_annotations(ledger, export, with_text=with_text))
    else:
        ask(lambda: tell_corrections(ledger, only_open=only_open, is_json=as_json))


def _author(author: str | None) -> str:
    """The author named, or the user of this machine."""
    if author is not None:
        return author
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:  # a machine that does not know its user
        raise typer.BadParameter("this machine names no user; say who you are.", param_hint="--author") from error
