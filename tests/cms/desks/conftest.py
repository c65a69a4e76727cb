"""The press and the files as in the tests of the certificates themselves."""

from tests.certificates.conftest import light_press, private_files

__all__ = ["light_press", "private_files"]
