"""How large interactive packages may be, and from where units may come that are not in theirs."""

from functools import partial

import environ

from lms.settings.reading import checked, count

env = environ.Env()
PACKAGE_MAX_BYTES = checked(partial(count, env), "PACKAGE_MAX_BYTES", default=64 * 1024**2)
PACKAGE_MAX_FILE_BYTES = checked(partial(count, env), "PACKAGE_MAX_FILE_BYTES", default=16 * 1024**2)
PACKAGE_MAX_UNPACKED_BYTES = checked(partial(count, env), "PACKAGE_MAX_UNPACKED_BYTES", default=256 * 1024**2)
PACKAGE_MAX_ENTRIES = checked(partial(count, env), "PACKAGE_MAX_ENTRIES", default=5_000)
# From which units of cmi5 may be launched that are not in their package: https://content.example.org, …
CMI5_REMOTE_ORIGINS = checked(env.list, "CMI5_REMOTE_ORIGINS", default=[])
