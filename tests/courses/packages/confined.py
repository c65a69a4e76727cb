"""Import packages with little memory and tell what came of each: `python -m tests.courses.packages.confined FILE …`"""

import json
import resource
import sys
import time
from pathlib import Path

import django

MEMORY = 300 * 1024 * 1024


def came_of(path: Path) -> dict[str, str | float]:
    # Only once Django is set up.
    from django.utils import timezone

    from courses.packages.actions import import_package
    from courses.packages.refusals import PackageRefused

    started = time.process_time()
    try:
        with path.open("rb") as file:
            import_package(file=file, by=None, at=timezone.now())
        said = "imported"
    except PackageRefused as refused:
        said = type(refused).__name__
    return {"package": path.stem, "said": said, "seconds": time.process_time() - started}


def lay_tables() -> None:
    """An import looks at what the store has; nothing here gets as far as being written."""
    from django.apps import apps
    from django.db import connection

    connection.disable_constraint_checking()
    with connection.schema_editor() as editor:
        for model in apps.get_app_config("packages").get_models():
            editor.create_model(model)


def most_held() -> int:
    """Bytes of memory that this process has ever held. What getrusage tells counts the process that started it."""
    told = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) * 1024 for line in told.splitlines() if line.startswith("VmHWM"))


def main() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    django.setup()
    lay_tables()
    for name in sys.argv[1:]:
        sys.stdout.write(json.dumps(came_of(Path(name)) | {"memory": most_held()}) + "\n")


if __name__ == "__main__":
    main()
