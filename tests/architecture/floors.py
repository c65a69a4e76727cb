"""The floors of the house, read from the contracts in pyproject.toml so that they are written down once."""

import tomllib
from functools import cache

from tests.lint.sources import ROOT


@cache
def layers(contract: str) -> tuple[str, ...]:
    """The layers of a contract, highest first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contracts = settings["tool"]["importlinter"]["contracts"]
    found = next(one for one in contracts if one["id"] == contract)
    return tuple(layer.strip("()") for layer in found["layers"])


STEPS_OF = {"courses": "steps", "lms": "ground-floor"}


def is_ours(module: str) -> bool:
    return module.split(".")[0] in layers("floors")


def height(module: str) -> tuple[int, int]:
    """How high a module lives: its package first, then its step inside. Higher may know lower, never the reverse."""
    package, *inside = module.split(".")
    steps = layers(STEPS_OF[package])[::-1] if package in STEPS_OF and inside else ()
    return layers("floors")[::-1].index(package), steps.index(inside[0]) if steps else 0
