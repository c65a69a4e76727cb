"""The site on a port of its own, answering from inside the test's transaction: what a test lays is gone at its end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections
from django.test.testcases import LiveServerThread

Application = Callable[[WSGIEnvironment, StartResponse], Any]


@contextmanager
def served(*, files: bool = False) -> Iterator[str]:
    """Yield the site's address. Requests are answered one at a time, for all of them use the test's connection.

    With `files` the static files come from where they lie, without being collected.
    """
    shared = {connection.alias: connection for connection in connections.all()}
    for connection in shared.values():
        connection.inc_thread_sharing()
    thread = _Thread("127.0.0.1", _with_files if files else _one_at_a_time, connections_override=shared)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    try:
        if thread.error:
            raise thread.error
        with _kept_open():
            yield f"http://{thread.host}:{thread.port}"
    finally:
        thread.terminate()
        for connection in shared.values():
            connection.dec_thread_sharing()


@contextmanager
def _kept_open() -> Iterator[None]:
    """A request begins and ends by closing connections in the middle of a transaction, and this one is the test's."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


class _Server(ThreadedWSGIServer):
    def _close_connections(self) -> None:
        """Not the server's to close."""


class _Thread(LiveServerThread):
    server_class = _Server


def _one_at_a_time(application: Application) -> Application:
    lock = Lock()

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Any:
        with lock:
            return application(environ, start_response)

    return answer


def _with_files(application: Application) -> Application:
    """The files need no connection and so no turn."""
    handler: Application = StaticFilesHandler(_one_at_a_time(application))
    return handler
