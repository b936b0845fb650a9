"""The log (lines to read on a laptop, one JSON object a line elsewhere) and the reporting of errors."""

from typing import Any

import structlog


def logging_config(level: str, *, as_json: bool) -> dict[str, Any]:
    """Return Django's LOGGING: everything, ours and the libraries', goes to standard error in one form.

    Each record carries what django-structlog bound to the request: its id and the user's.
    """
    stamps: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *stamps,
            structlog.stdlib.PositionalArgumentsFormatter(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    json = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    renderers = json if as_json else [structlog.dev.ConsoleRenderer()]
    line = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": stamps,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "NOTSET"},
            # Each request has its own line, with the status: a second one, for a page that is not there or a
            # host that is not ours, would only repeat it.
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
        },
    }


def send_errors_to(dsn: str) -> None:
    """Report errors to a Sentry-compatible receiver, without what could tell who a reader is."""
    import sentry_sdk
    from sentry_sdk.integrations.django import DjangoIntegration

    # Without auto-integrations, which import whatever they find and cost seconds at start.
    sentry_sdk.init(dsn, integrations=[DjangoIntegration()], auto_enabling_integrations=False)
