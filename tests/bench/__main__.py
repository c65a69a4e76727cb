"""`python -m tests.bench`: what cannot be counted is timed here, as ratios within one run (docs/performance.md)."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.test")
django.setup()

from tests.bench.report import missed, write  # noqa: E402 - needs the settings
from tests.bench.rounds import measured  # noqa: E402
from tests.bench.world import laid  # noqa: E402


def main() -> int:
    with laid() as subjects:
        results = measured(subjects)
    sys.stdout.write(write(results) + "\n")
    broken = missed(results)
    sys.stderr.writelines(f"{sentence}\n" for sentence in broken)
    return 1 if broken else 0


sys.exit(main())
