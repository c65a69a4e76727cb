from functools import lru_cache

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lms.health.readiness import Finding, findings

SECONDS_BETWEEN_LOOKS = 5


@never_cache
@require_safe
def alive(request: HttpRequest) -> JsonResponse:
    """The process answers. Touches nothing else, so that a lost database does not get the process killed."""
    return JsonResponse({"alive": True})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    now = timezone.now()
    found = latest_findings(int(now.timestamp()) // SECONDS_BETWEEN_LOOKS)
    everything = all(finding.ready for finding in found)
    body = {"ready": everything, "at": now.isoformat(), "checks": {one.part: told(one) for one in found}}
    return JsonResponse(body, status=200 if everything else 503)


@lru_cache(maxsize=1)
def latest_findings(turn: int) -> tuple[Finding, ...]:
    """One look per process and turn of the clock: anyone may ask, nobody can keep the storage busy so."""
    return tuple(findings(at=timezone.now()))


def told(finding: Finding) -> dict[str, object]:
    state = "ready" if finding.ready else "failed"
    body: dict[str, object] = {"state": state, "milliseconds": finding.milliseconds}
    return body if finding.ready else body | {"reason": finding.reason}
