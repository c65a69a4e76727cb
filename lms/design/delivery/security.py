"""The security policy that a response travels with."""

from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

from lms.design.policy import EDITORS_DIRECTIVES, EDITORS_PREFIX


class SecurityPolicyMiddleware(CSPMiddleware):
    """django-csp's, with another policy under the editors' address; a view's own replacements win over both."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(EDITORS_PREFIX) and not report_only:
            parts.replace = {**EDITORS_DIRECTIVES, **(parts.replace or {})}
        return parts
