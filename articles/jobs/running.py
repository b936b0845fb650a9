"""Which import runs are under way: a process that was killed cannot say so itself."""

import os
import socket
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from articles.models import ImportRun

SILENT = timedelta(hours=1)  # a batch takes minutes at the most


def begun(**fields: object) -> ImportRun:
    """A new run of this process. Those whose process is no more are marked as stopped first."""
    mark_stopped()
    return ImportRun.objects.create(**fields, host=_host(), pid=os.getpid())


def mark_stopped() -> None:
    running = ImportRun.objects.filter(state=ImportRun.State.RUNNING)
    dead = [run.pk for run in running if not is_alive(run)]
    running.filter(pk__in=dead).update(state=ImportRun.State.STOPPED, finished_at=F("heard_at"))


def is_alive(run: ImportRun) -> bool:
    """Whether the run may still be storing pieces. What runs on another machine is alive while it is heard of."""
    if run.state != ImportRun.State.RUNNING or timezone.now() - run.heard_at > SILENT:
        return False
    return run.host != _host() or run.pid is None or _is_there(run.pid)


def _is_there(pid: int) -> bool:
    try:
        os.kill(pid, 0)  # which only asks
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True


def _host() -> str:
    return socket.gethostname()[:255]
