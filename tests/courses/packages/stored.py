"""What lies in private storage below the packages' shelf."""

from pathlib import Path

from courses.packages import storing


def stored_files() -> set[str]:
    root = Path(storing.private().path(storing.SHELF))
    return {path.relative_to(root.parent).as_posix() for path in root.rglob("*") if path.is_file()}
