"""The API: the same answers as the command line's `--json`, for programs, under one version."""

from casus.web.api.fresh import NotModified, not_modified
from casus.web.api.routes import router

__all__ = ["NotModified", "not_modified", "router"]
