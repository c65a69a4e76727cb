"""Where the project's own files are, for the checks that read them."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("lms", "courses", "certificates", "cms")


def ours(*suffixes: str, packages: tuple[str, ...] = PACKAGES) -> list[Path]:
    """Files of the packages with one of the suffixes, as paths from the root, in order."""
    found = (path.relative_to(ROOT) for package in packages for path in (ROOT / package).rglob("*") if path.is_file())
    return sorted(path for path in found if path.suffix in suffixes and "__pycache__" not in path.parts)


def code(*, with_tests: bool = False) -> Iterator[Path]:
    """Python modules but for migrations, which are written by a machine."""
    packages = (*PACKAGES, "tests") if with_tests else PACKAGES
    return (path for path in ours(".py", packages=packages) if "migrations" not in path.parts)


def named(path: Path) -> str:
    return path.as_posix()
