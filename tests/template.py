"""A migrated database, made once and copied for each test process: migrating takes most of a minute, copying none.

The template is kept under a name that tells every migration it holds, so a changed migration makes a new one.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from django.apps import apps
from django.conf import settings
from django.db import connection, connections
from psycopg import sql

FOLDER = settings.BASE_DIR / "var" / "test-templates"


def place_template() -> None:
    """Put a copy of the template where Django expects this process's test database."""
    _place(_test_database())


def start_over() -> None:
    """Put a fresh copy in the place of a database to which a test has committed."""
    connections.close_all()
    if connection.vendor == "sqlite":
        # Under a name of its own: a thread that still holds the old file would, when it closes it, delete the
        # write-ahead log of whatever goes by the old name.
        used = Path(connection.settings_dict["NAME"])
        connection.settings_dict["NAME"] = str(used.with_name(f"test-{uuid4().hex}.sqlite3"))
        for leftover in used.parent.glob(f"{used.name}*"):
            leftover.unlink()
    _place(connection.settings_dict["NAME"])


def _place(name: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with _alone():
        if connection.vendor == "sqlite":
            _copy_file(FOLDER / f"{_digest()}.sqlite3", Path(name))
        else:
            _copy_database(f"polidari_template_{_digest()}", name)


def _test_database() -> str:
    """The name that Django will look for: the settings' TEST name with the process's suffix, or a name of its own."""
    return str(connection.settings_dict["TEST"]["NAME"] or f"test_{connection.settings_dict['NAME']}")


def _digest() -> str:
    """Of the names and contents of all migrations, third parties' included."""
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.name):
        for file in sorted(Path(config.path).glob("migrations/*.py")):
            digest.update(f"{config.name}/{file.name}".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _alone() -> Iterator[None]:
    """Test processes start together; the first makes the template, the others wait for it."""
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(address: str) -> None:
    environment = os.environ | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "lms.settings.test"}
    command = [sys.executable, "-W", "ignore", "manage.py", "migrate", "--verbosity", "0"]
    subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True)


def _copy_file(template: Path, to: Path) -> None:
    if not template.exists():
        for outdated in FOLDER.glob("*.sqlite3*"):
            outdated.unlink()
        unfinished = template.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        _migrate(f"sqlite:///{unfinished}")
        unfinished.rename(template)
    shutil.copyfile(template, to)


def _copy_database(template: str, to: str) -> None:
    with _server() as server:
        if not _exists(server, template):
            _drop_outdated(server)
            unfinished = f"{template}_unfinished"
            _run(server, "DROP DATABASE IF EXISTS {}", unfinished)
            _run(server, "CREATE DATABASE {}", unfinished)
            _migrate(_address_of(unfinished))
            _run(server, "ALTER DATABASE {} RENAME TO {}", unfinished, template)
        _run(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", to)
        _run(server, "CREATE DATABASE {} TEMPLATE {}", to, template)


def _server() -> psycopg.Connection:
    where = connection.settings_dict
    return psycopg.connect(
        host=where["HOST"] or None,
        port=where["PORT"] or None,
        user=where["USER"] or None,
        password=where["PASSWORD"] or None,
        dbname="postgres",
        autocommit=True,
    )


def _address_of(database: str) -> str:
    address = os.environ["DATABASE_URL"]
    return address[: address.rindex("/") + 1] + database


def _exists(server: psycopg.Connection, database: str) -> bool:
    return bool(server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone())


def _drop_outdated(server: psycopg.Connection) -> None:
    names = server.execute(r"SELECT datname FROM pg_database WHERE datname LIKE 'polidari\_template\_%'").fetchall()
    for (name,) in names:
        _run(server, "DROP DATABASE {}", name)


def _run(server: psycopg.Connection, statement: str, *names: str) -> None:
    server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
