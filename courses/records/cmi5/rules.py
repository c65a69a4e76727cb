"""What a unit may say, and when: the rules of cmi5 (9 and 10) for the statements that it defines. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from courses.packages.cmi5.structure import Unit
from courses.records.cmi5.vocabulary import CMI5, MOVE_ON, NAMES, SESSION
from lms.refusals import Refusal

BY_UNITS = frozenset({"initialized", "completed", "passed", "failed", "terminated"})
JUDGING = frozenset({"completed", "passed", "failed"})
_DURATION = re.compile(r"^P(?=.)(\d+W|(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?)$")


class BadStatement(Refusal):
    """What xAPI answers with 400."""

    message: ClassVar[str | Promise] = _("The statement is not valid: %(part)s.")


class NotAllowed(Refusal):
    """What xAPI answers with 403."""

    message: ClassVar[str | Promise] = _("This statement is not allowed here: %(part)s.")


@dataclass(frozen=True)
class Sitting:
    """What a statement is judged by. `of_session` and `of_unit` are verbs said in this session, and in all of them."""

    unit: Unit
    actor: Mapping[str, Any]
    activity: str
    registration: UUID
    session: UUID
    review: bool
    ended: bool
    of_session: frozenset[str]
    of_unit: frozenset[str]


@dataclass(frozen=True)
class Said:
    """`verb` is empty for a statement that cmi5 allows and does not define."""

    id: UUID
    verb: str
    object_id: str
    statement: dict[str, Any]


def checked(statement: Any, sitting: Sitting) -> Said:
    """The statement, as far as it may be believed. Raises BadStatement or NotAllowed."""
    if not isinstance(statement, dict):
        raise BadStatement(part="{}")
    said = Said(
        _uuid(statement.get("id"), "id"),
        _verb(statement),
        str(_part(statement, "object").get("id", ""))[:500],
        statement,
    )
    _check_time(statement)
    _check_whose(statement, sitting)
    if sitting.ended:
        raise NotAllowed(part="terminated")
    if not said.verb:
        if "initialized" not in sitting.of_session:
            raise NotAllowed(part="initialized")
        return said
    if said.object_id != sitting.activity:
        raise NotAllowed(part="object")
    _check_order(said.verb, sitting)
    _check_result(said.verb, statement, sitting)
    return said


def _verb(statement: Mapping[str, Any]) -> str:
    address = _part(statement, "verb").get("id")
    if not isinstance(address, str) or ":" not in address:
        raise BadStatement(part="verb")
    return NAMES.get(address, "") if CMI5 in _categories(statement) else ""


def _check_time(statement: Mapping[str, Any]) -> None:
    try:
        datetime.fromisoformat(str(statement.get("timestamp")))
    except ValueError as error:
        raise BadStatement(part="timestamp") from error


def _check_whose(statement: Mapping[str, Any], sitting: Sitting) -> None:
    actor, context = _part(statement, "actor"), _part(statement, "context")
    if actor.get("account") != sitting.actor["account"]:
        raise NotAllowed(part="actor")
    if context.get("registration") != str(sitting.registration):
        raise NotAllowed(part="registration")
    if _part(context, "extensions").get(SESSION) != str(sitting.session):
        raise NotAllowed(part="sessionid")


def _check_order(verb: str, sitting: Sitting) -> None:
    """Initialised first and once, terminated last; completed and passed once in a registration, no failure after."""
    if verb not in BY_UNITS:
        raise NotAllowed(part=verb)
    if (verb == "initialized") == ("initialized" in sitting.of_session):
        raise NotAllowed(part="initialized")
    again = verb in ("completed", "passed") and verb in sitting.of_unit
    lost = verb == "failed" and "passed" in sitting.of_unit
    if again or lost or (verb in JUDGING and (sitting.review or verb in sitting.of_session)):
        raise NotAllowed(part=verb)
    if verb in ("passed", "failed") and sitting.of_session & {"passed", "failed"}:
        raise NotAllowed(part=verb)


def _check_result(verb: str, statement: Mapping[str, Any], sitting: Sitting) -> None:
    result, scaled = _part(statement, "result"), score_of(statement)
    if (verb in JUDGING) != (MOVE_ON in _categories(statement)):
        raise NotAllowed(part="moveon")
    if verb in JUDGING | {"terminated"} and not _DURATION.match(str(result.get("duration", ""))):
        raise BadStatement(part="duration")
    if result.get("success", None) is not {"passed": True, "failed": False}.get(verb):
        raise NotAllowed(part="success")
    if result.get("completion", None) is not (True if verb == "completed" else None):
        raise NotAllowed(part="completion")
    if "score" in result and verb not in ("passed", "failed"):
        raise NotAllowed(part="score")
    if "score" in result and not _masters(scaled, sitting.unit.mastery, passed=verb == "passed"):
        raise NotAllowed(part="masteryScore")


def _masters(scaled: Decimal | None, mastery: Decimal | None, *, passed: bool) -> bool:
    return mastery is None or (scaled is not None and (scaled >= mastery) is passed)


def score_of(statement: Mapping[str, Any]) -> Decimal | None:
    """The scaled score, which may be negative. Raises BadStatement for one that is none."""
    score = _part(_part(statement, "result"), "score")
    if "scaled" not in score:
        return None
    try:
        scaled = Decimal(str(score["scaled"])[:40])
    except InvalidOperation as error:
        raise BadStatement(part="score") from error
    if isinstance(score["scaled"], bool) or not scaled.is_finite() or not -1 <= scaled <= 1:
        raise BadStatement(part="score")
    return scaled


def _categories(statement: Mapping[str, Any]) -> set[str]:
    listed = _part(_part(statement, "context"), "contextActivities").get("category", [])
    every = listed if isinstance(listed, list) else [listed]
    return {str(one.get("id")) for one in every if isinstance(one, dict)}


def _part(values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = values.get(name, {})
    if not isinstance(part, dict):
        raise BadStatement(part=name)
    return part


def _uuid(value: Any, part: str) -> UUID:
    try:
        return UUID(value)
    except (ValueError, TypeError, AttributeError) as error:
        raise BadStatement(part=part) from error
