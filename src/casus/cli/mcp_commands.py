"""`casus mcp`."""

from __future__ import annotations

from typing import Annotated

import typer

from casus.cli.options import LEDGER, ask


def add_to(app: typer.Typer) -> None:
    """Add the command of the MCP server."""
    app.command(short_help="Serve a ledger to an assistant by MCP, on standard input and output.")(mcp)


def mcp(ledger: Annotated[str, LEDGER] = "casus.db") -> None:
    """Answer an assistant's questions to a ledger by the Model Context Protocol; nothing can be written.

    Example: casus mcp --ledger casus.db
    """
    from casus.mcp.server import serve

    ask(lambda: serve(ledger))
