"""The pages of the desk and where they are."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from casus.web import acting
from casus.web.access.guards import need
from casus.web.pages import add_page
from casus.web.views import lists
from casus.web.views.alerts import all_alerts, as_feed
from casus.web.views.conflict import conflict
from casus.web.views.event import event
from casus.web.views.forecasts import forecast, forecasts
from casus.web.views.overview import overview
from casus.web.views.paste import paste
from casus.web.views.report import report
from casus.web.views.review import review
from casus.web.views.statement import statement
from casus.web.views.whatif import whatif
from casus.web.views.wire import wire


def router() -> APIRouter:
    """All pages, each with its twin."""
    made = APIRouter(dependencies=[Depends(need("reader"))])
    add_page(made, "/", "overview.html", overview)
    add_page(made, "/conflicts/{slug}", "conflict.html", conflict)
    add_page(made, "/reports/{report_id}", "report.html", report)
    add_page(made, "/statements/{report_id}/{label}", "statement.html", statement)
    add_page(made, "/events/{report_id}/{label}", "event.html", event)
    add_page(made, "/actors/{name:words}", "list.html", lists.actor)
    add_page(made, "/places/{country}/{name:words}", "list.html", lists.place)
    add_page(made, "/sources", "sources.html", lists.all_sources)
    add_page(made, "/sources/{name:words}", "source.html", lists.source)
    add_page(made, "/forecasts", "forecasts.html", forecasts)
    add_page(made, "/forecasts/{country}", "forecast.html", forecast)
    add_page(made, "/whatif", "whatif.html", whatif)
    add_page(made, "/alerts", "alerts.html", all_alerts)
    add_page(made, "/wire", "wire.html", wire)
    made.add_api_route("/feeds/{name:path}.atom", as_feed, methods=["GET", "HEAD"])
    add_page(made, "/search", "search.html", lists.search)
    add_page(made, "/paste", "paste.html", paste)
    add_page(made, "/review", "review.html", review)
    made.add_api_route("/review/corrections.jsonl", acting.export, methods=["GET"])
    made.include_router(acting.router())
    return made
