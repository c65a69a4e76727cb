"""`manage.py serve_demo`: the whole demo until Ctrl-C."""

import os
import socket
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.wsgi import get_wsgi_application

from lms.demo.personas import PASSWORD, PERSONAS
from lms.demo.server import DemoServer


class Command(BaseCommand):
    help = "Serve the site with a Celery worker and beat, in one process, until Ctrl-C. PORT overrides 8000."

    def handle(self, *args: Any, **options: Any) -> None:
        port = self._free_port(os.environ.get("PORT", "8000"))
        self.stdout.write(f"\nPolidari: http://localhost:{port}   (demo page: http://localhost:{port}/demo/)\n")
        self.stdout.write(f"Password of every demo account: {PASSWORD}")
        for persona in PERSONAS:
            self.stdout.write(f"  {persona.email:<36} {persona.part}")
        self.stdout.write(
            f"Mail goes to {settings.EMAIL_FILE_PATH} and is shown on the demo page. Ctrl-C stops it all.\n"
        )
        self.stdout.flush()
        DemoServer(get_wsgi_application(), address=f"0.0.0.0:{port}").run()

    def _free_port(self, text: str) -> int:
        if not text.isdecimal() or not 0 < int(text) < 65536:
            raise CommandError(f"PORT must be a number from 1 to 65535, not “{text}”.")
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("", int(text)))
            except OSError as error:
                raise CommandError(f"Port {text} is in use. Choose another: PORT=8001 make demo") from error
        return int(text)
