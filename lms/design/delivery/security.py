"""The security policy that a response travels with."""

from http import HTTPStatus

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

from lms.design import stylesheet
from lms.design.policy import EDITORS_DIRECTIVES, EDITORS_PREFIX


class SecurityPolicyMiddleware(CSPMiddleware):
    """django-csp's, with another policy under the editors' address; a view's own replacements win over both.

    A browser that holds the stylesheet's file is sent no inline styles, so their hashes are left out: 130 bytes.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(EDITORS_PREFIX) and not report_only:
            parts.replace = {**EDITORS_DIRECTIVES, **(parts.replace or {})}
        elif _is_sent_no_style(request, response) and not report_only:
            parts.replace = {"style-src": None, **(parts.replace or {})}
        return parts


def _is_sent_no_style(request: HttpRequest, response: HttpResponseBase) -> bool:
    """The page for a failure of ours is made without the request, and so with its style whatever the browser holds."""
    holds = request.COOKIES.get(stylesheet.COOKIE) == stylesheet.version()
    return holds and response.status_code != HTTPStatus.INTERNAL_SERVER_ERROR
