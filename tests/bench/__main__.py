"""`python -m tests.bench`: what cannot be counted is timed here, as ratios within one run (docs/performance.md)."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.test")
django.setup()

from tests.bench.packages import timed_packages  # noqa: E402 - needs the settings
from tests.bench.report import missed, missed_of, write  # noqa: E402
from tests.bench.rounds import measured  # noqa: E402
from tests.bench.world import laid  # noqa: E402


def main() -> int:
    with laid() as subjects:
        results = measured(subjects)
        of_packages = timed_packages()
    sys.stdout.write(write(results, of_packages) + "\n")
    broken = [*missed(results), *missed_of(of_packages)]
    sys.stderr.writelines(f"{sentence}\n" for sentence in broken)
    return 1 if broken else 0


sys.exit(main())
