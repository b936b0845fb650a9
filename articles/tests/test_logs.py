"""The log: one JSON object a line in production, with what was bound to the request."""

import json
import logging
import sys
from typing import Any

import structlog

from newsroom.logs import logging_config


def line_of(record: logging.LogRecord, *, as_json: bool) -> str:
    described: dict[str, Any] = dict(logging_config("INFO", as_json=as_json)["formatters"]["line"])
    formatter: logging.Formatter = described.pop("()")(**described)
    return formatter.format(record)


def record(message: str, level: int = logging.INFO, **more: Any) -> logging.LogRecord:
    return logging.LogRecord("articles.jobs", level, __file__, 1, message, (), **{"exc_info": None, **more})


def test_production_writes_one_json_object_a_line() -> None:
    with structlog.contextvars.bound_contextvars(request_id="4f2a"):
        line = line_of(record("imported\ntwice"), as_json=True)
    assert "\n" not in line
    told = json.loads(line)
    assert (told["event"], told["level"], told["logger"]) == ("imported\ntwice", "info", "articles.jobs")
    assert told["request_id"] == "4f2a"


def test_an_error_is_one_line_with_its_traceback_inside() -> None:
    try:
        raise ValueError("no such desk")
    except ValueError:
        line = line_of(record("failed", logging.ERROR, exc_info=sys.exc_info()), as_json=True)
    assert "\n" not in line
    assert "ValueError: no such desk" in json.loads(line)["exception"]


def test_a_laptop_gets_lines_to_read() -> None:
    line = line_of(record("imported"), as_json=False)
    assert "imported" in line
    assert not line.startswith("{")
