"""How large interactive packages may be, from where they are played, and from where more may come."""

from functools import partial

import environ

from lms.settings.reading import checked, count, hub, web_address

env = environ.Env()
PLAYERS = {"h5p": "h5p-standalone", "scorm-again": "scorm-again"}
"""What players run, by the prefix of its static files: a package of npm."""
PACKAGE_MAX_BYTES = checked(partial(count, env), "PACKAGE_MAX_BYTES", default=64 * 1024**2)
PACKAGE_MAX_FILE_BYTES = checked(partial(count, env), "PACKAGE_MAX_FILE_BYTES", default=16 * 1024**2)
PACKAGE_MAX_UNPACKED_BYTES = checked(partial(count, env), "PACKAGE_MAX_UNPACKED_BYTES", default=256 * 1024**2)
PACKAGE_MAX_ENTRIES = checked(partial(count, env), "PACKAGE_MAX_ENTRIES", default=5_000)
# From which units of cmi5 may be launched that are not in their package: https://content.example.org, …
CMI5_REMOTE_ORIGINS = checked(env.list, "CMI5_REMOTE_ORIGINS", default=[])
# A second domain for packages' players and files, so that even a browser without sandboxes keeps them apart.
H5P_ORIGIN = checked(partial(web_address, env), "H5P_ORIGIN", default="").rstrip("/")
# A hub that the secretariat may fetch content types from, such as https://hub-api.h5p.org/v1; none by default.
H5P_HUB_URL = checked(partial(hub, env), "H5P_HUB_URL", default="").rstrip("/")
# A form of interactive content has a few dozen fields for each question.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
