"""`casus serve`."""

from __future__ import annotations

from typing import Annotated

import typer

from casus.cli.options import LEDGER, ask


def add_to(app: typer.Typer) -> None:
    """Add the commands of the desk."""
    app.command(short_help="Open the desk: pages over a ledger, and an API.")(serve)


def serve(
    ledger: Annotated[str, LEDGER] = "casus.db",
    host: Annotated[str, typer.Option(metavar="HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=1, max=65535, help="Port to listen on.")] = 8765,
) -> None:
    """Serve the desk over a ledger until interrupted.

    Example: casus serve --ledger casus.db
    """
    from casus.cli.serving import serve_desk

    ask(lambda: serve_desk(ledger, host=host, port=port))
