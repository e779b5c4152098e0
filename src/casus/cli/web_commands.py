"""`casus serve` and `casus account`."""

from __future__ import annotations

from typing import Annotated

import typer

from casus.cli.options import LEDGER, ask

_FILE = typer.Option("--accounts", metavar="FILE", help="The accounts; beside the ledger unless it says otherwise.")
_NAME = typer.Argument(metavar="NAME", help="The name to log in with.")
_ROLE = typer.Option(metavar="ROLE", help="reader, analyst (also corrects and keeps) or admin (also sees the log).")


def add_to(app: typer.Typer) -> None:
    """Add the commands of the desk."""
    app.command(short_help="Open the desk: pages over a ledger, and an API.")(serve)
    account = typer.Typer(help="Who may use a desk that other machines reach.", no_args_is_help=True)
    account.command(short_help="Add an account; its password is asked for.")(add)
    account.command(name="list", short_help="List the accounts.")(list_)
    account.command(short_help="Remove an account with its tokens.")(remove)
    account.command(short_help="Give an account another password, which is asked for.")(password)
    account.command(short_help="Give an account another role.")(role)
    account.command(short_help="Make a token for a program, and show it once.")(token)
    account.command(short_help="Show what was done at the desk.")(audit)
    app.add_typer(account, name="account")


def serve(
    ledger: Annotated[str, LEDGER] = "casus.db",
    host: Annotated[str, typer.Option(metavar="HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=1, max=65535, help="Port to listen on.")] = 8765,
    accounts: Annotated[str | None, _FILE] = None,
    workers: Annotated[int, typer.Option(metavar="NUMBER", min=1, max=64, help="Processes that answer.")] = 1,
    codebook: Annotated[str | None, typer.Option(metavar="FILE", help="By which pasted articles are read.")] = None,
) -> None:
    """Serve the desk over a ledger until interrupted.

    To this machine alone it is open, unless there are accounts; to others only with accounts.

    Example: casus serve --ledger casus.db
    """
    from casus.cli.serving import serve_desk

    ask(lambda: serve_desk(ledger, host=host, port=port, accounts=accounts, workers=workers, codebook=codebook))


def add(
    name: Annotated[str, _NAME],
    role: Annotated[str, _ROLE] = "reader",
    ledger: Annotated[str, LEDGER] = "casus.db",
    accounts: Annotated[str | None, _FILE] = None,
) -> None:
    """Add an account; its password is asked for, or read from standard input.

    Example: casus account add mira --role analyst
    """
    from casus.cli.serving import accounts_of, add_account

    ask(lambda: add_account(accounts_of(ledger, accounts), name, role))


def list_(ledger: Annotated[str, LEDGER] = "casus.db", accounts: Annotated[str | None, _FILE] = None) -> None:
    """List the accounts with their roles.

    Example: casus account list
    """
    from casus.cli.serving import accounts_of, tell_accounts

    ask(lambda: tell_accounts(accounts_of(ledger, accounts)))


def remove(
    name: Annotated[str, _NAME],
    ledger: Annotated[str, LEDGER] = "casus.db",
    accounts: Annotated[str | None, _FILE] = None,
) -> None:
    """Remove an account: its sessions end, its tokens open nothing.

    Example: casus account remove mira
    """
    from casus.cli.serving import accounts_of

    ask(lambda: accounts_of(ledger, accounts).remove(name))


def password(
    name: Annotated[str, _NAME],
    ledger: Annotated[str, LEDGER] = "casus.db",
    accounts: Annotated[str | None, _FILE] = None,
) -> None:
    """Give an account another password, which is asked for, or read from standard input.

    Its sessions end; its tokens stay.

    Example: casus account password mira
    """
    from casus.cli.serving import accounts_of, change_password

    ask(lambda: change_password(accounts_of(ledger, accounts), name))


def role(
    name: Annotated[str, _NAME],
    role: Annotated[str, typer.Argument(metavar="ROLE", help="reader, analyst or admin.")],
    ledger: Annotated[str, LEDGER] = "casus.db",
    accounts: Annotated[str | None, _FILE] = None,
) -> None:
    """Give an account another role.

    Example: casus account role mira admin
    """
    from casus.cli.serving import accounts_of, change_role

    ask(lambda: change_role(accounts_of(ledger, accounts), name, role))


def token(
    name: Annotated[str, _NAME],
    label: Annotated[str, typer.Option(metavar="WORDS", help="What it is for.")] = "",
    ledger: Annotated[str, LEDGER] = "casus.db",
    accounts: Annotated[str | None, _FILE] = None,
) -> None:
    """Make a token with which a program may ask the API in the name of an account; it is shown once.

    Example: casus account token mira --label notebook
    """
    from casus.cli.serving import accounts_of

    ask(lambda: typer.echo(accounts_of(ledger, accounts).add_token(name, label)))


def audit(ledger: Annotated[str, LEDGER] = "casus.db", accounts: Annotated[str | None, _FILE] = None) -> None:
    """Show what was done at the desk, the newest first.

    Example: casus account audit
    """
    from casus.cli.serving import accounts_of, tell_log

    ask(lambda: tell_log(accounts_of(ledger, accounts)))
