"""Serving the desk."""

from __future__ import annotations

import typer
import uvicorn

from casus.ledger import open_ledger
from casus.web.app import make_app
from casus.web.desk import Desk


def serve_desk(where: str, *, host: str, port: int) -> None:
    """Serve the desk until interrupted. Raises CasusError for a ledger that is not there."""
    opened = open_ledger(where, create=False)
    try:
        typer.echo(f"The desk over {opened.name} is at http://{host}:{port}/ (Ctrl+C ends it).", err=True)
        uvicorn.run(make_app(Desk(opened)), host=host, port=port, log_level="warning", server_header=False)
    finally:
        opened.close()
