"""Celery, for imports that are read on several machines: `celery -A newsroom worker` starts a worker.

Only workers and `import_articles --distribute` import this: without BROKER_URL nothing needs Celery.
"""

import os
from pathlib import PurePath

from celery import Celery
from django.conf import settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

LIMIT = 300  # seconds that a worker may be at one message: files are bounded in size, so that is plenty
JSON = ["json"]  # never pickle: whoever can write to the broker could then run what they like


def made(broker: str, queue: str) -> Celery:
    """The application on that broker, whose workers take from that queue and hear of nobody else's."""
    on_redis = broker.startswith("redis")
    # Redis does not see a worker go: what has not been answered for so long is given to another one. All is
    # kept under the queue's name, since one Redis may serve others, too.
    redis = {"visibility_timeout": 2 * LIMIT, "global_keyprefix": f"{queue}."}
    app = Celery("newsroom", broker=broker, include=["articles.tasks"])
    app.conf.update(
        task_default_queue=queue,
        control_exchange=queue,
        # What was read comes back through the broker as well. On Redis as keys that expire: a list there would
        # outlive an import that is killed.
        result_backend=broker if on_redis else "rpc://",
        result_expires=2 * LIMIT,
        task_serializer="json",
        result_serializer="json",
        accept_content=JSON,
        result_accept_content=JSON,
        # A message is done when it is answered, and a worker holds no more than it is at: those of a machine that
        # goes down are given to another one. Not so if only the process at it died (`task_reject_on_worker_lost`
        # stays off): it may have died of the file, which would then kill one worker after the other. The import
        # is told and reads such files itself, each in a process of its own.
        task_acks_late=True,
        worker_prefetch_multiplier=1,
        task_time_limit=LIMIT,
        broker_transport_options=redis if on_redis else {"confirm_publish": True},
        result_backend_transport_options=redis if on_redis else {},
        broker_connection_timeout=5,
        broker_connection_retry_on_startup=True,
        task_publish_retry_policy={"max_retries": 3},
        worker_hijack_root_logger=False,  # the log has one form, which the settings give it
    )
    return app


def queue() -> str:
    """Named after the database, so that another newsroom on the same broker has its own."""
    return f"newsroom.{PurePath(str(settings.DATABASES['default']['NAME'])).name}"


app = made(settings.CELERY_BROKER_URL, queue())
