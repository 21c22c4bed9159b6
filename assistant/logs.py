"""Logs as events on standard error, without what visitors write."""

from __future__ import annotations

import logging
import sys

import structlog

PUBLIC_KEYS = frozenset(
    # a list of what may be logged: what Rasa's own events carry may quote a visitor
    {"event", "level", "timestamp", "logger", "action", "code", "error", "key", "language", "path"}
)
LIBRARIES = ("rasa", "rasa_sdk", "apscheduler", "asyncio", "sanic", "httpx", "matplotlib")


def configure_logs(level: str) -> None:
    """`level`: debug, info, warning or error, for Lotsen itself; libraries log warnings only.

    Rasa logs visitors' messages at debug level and prints local variables with errors: neither
    happens here, at any level.
    """
    logging.basicConfig(
        level=level.upper(), stream=sys.stderr, format="%(levelname)s %(name)s %(message)s"
    )
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.getLogger().level))
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _public,
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def _public(
    logger: object, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    return {key: value for key, value in event.items() if key in PUBLIC_KEYS}
