"""Logs that name nobody: page names, ids and numbers; never a person, an address, a query string or what was typed."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

MAY_BE_LOGGED = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "logger",
        "page",
        "method",
        "status",
        "milliseconds",
        "request",
        "rule",
        "kind",
        "where",
        "count",
        "job",
    }
)


def only_what_may_be_logged(logger: object, method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Drop every key that is not on the list, so that a name cannot slip in by a new one."""
    return {key: value for key, value in event.items() if key in MAY_BE_LOGGED}


def configure(_: Mapping[str, object]) -> None:
    """Set up structlog, and turn off Django's own request log, which prints addresses and, on an error, what was posted."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_what_may_be_logged,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    for name in ("django.request", "django.security", "django.db.backends", "django.server", "allauth"):
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
