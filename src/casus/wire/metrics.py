"""What a wire counts, as Prometheus reads it (https://prometheus.io/docs/instrumenting/exposition_formats)."""

from __future__ import annotations

from threading import Thread
from wsgiref.simple_server import WSGIServer

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

_SECONDS = (1, 2, 5, 10, 20, 30, 60, 120, 300, 900, 3600)


class Metrics:
    """The counters of one wire, apart from those of any other in the process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.feeds = self._counter("feeds_asked", "Requests to feeds, by how they went.", "outcome")
        self.articles = self._counter("articles", "Articles by what became of them.", "fate")
        self.waiting = Gauge("casus_wire_articles_waiting", "Articles found, not yet done.", registry=self.registry)
        self.states = Gauge("casus_wire_feeds", "Feeds by how they fare.", ["state"], registry=self.registry)
        told = "From found to in the ledger."
        self.delay = Histogram("casus_wire_delay_seconds", told, buckets=_SECONDS, registry=self.registry)

    def _counter(self, name: str, told: str, label: str) -> Counter:
        return Counter(f"casus_wire_{name}", told, [label], registry=self.registry)

    def serve(self, port: int) -> tuple[WSGIServer, Thread]:
        """Answer on this machine's loopback address alone. Raises OSError where the port is taken."""
        return start_http_server(port, addr="127.0.0.1", registry=self.registry)
