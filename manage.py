#!/usr/bin/env python
"""Newsroom's command line: `manage.py help` lists the commands."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError as error:
        sys.exit(f"{error}. Install what Newsroom needs first: .venv/bin/pip install -r requirements.txt")
    try:
        import newsroom.settings  # noqa: F401  (read first, so that a wrong setting is one line, not a traceback)
    except ImproperlyConfigured as error:
        sys.exit(f"Newsroom cannot start: {error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
