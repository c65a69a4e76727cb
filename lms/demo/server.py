"""The site, a Celery worker and beat in one process, on a broker that lives in its memory."""

import os
import threading
from typing import Any

from celery import current_app
from celery.beat import Scheduler, Service
from celery.worker import WorkController
from gunicorn.app.base import BaseApplication
from gunicorn.workers.gthread import ThreadWorker

THREADS = 8


class DemoServer(BaseApplication):  # type: ignore[misc]
    """gunicorn with one threaded worker that carries the Celery worker and beat as threads."""

    def __init__(self, application: Any, *, address: str) -> None:
        self.application = application
        self.address = address
        super().__init__()

    def load_config(self) -> None:
        for name, value in {
            "bind": self.address,
            "workers": 1,
            "threads": THREADS,
            "worker_class": "gthread",
            "graceful_timeout": 5,
            "control_socket_disable": True,
            "loglevel": "warning",
            "post_worker_init": _start_jobs,
            "worker_exit": _leave,
        }.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        return self.application


def start_worker() -> WorkController:
    """Start a real Celery worker on a thread of this process; `stop()` ends it."""
    worker = current_app.WorkController(
        pool="threads", concurrency=2, queues="interactive,batch,mail", loglevel="WARNING"
    )
    threading.Thread(target=worker.start, name="celery worker", daemon=True).start()
    return worker


def start_beat() -> Service:
    """Start Celery beat on a thread of this process, its schedule in memory."""
    beat = Service(current_app, scheduler_cls=Scheduler)
    threading.Thread(target=beat.start, name="celery beat", daemon=True).start()
    return beat


def _start_jobs(_worker: ThreadWorker) -> None:
    start_worker()
    start_beat()


def _leave(_server: Any, _worker: ThreadWorker) -> None:
    """Do not wait for the threads of the jobs: what they had not finished is a row, and the next start does it."""
    os._exit(0)
