"""The Content-Security-Policy of every page, for ``settings.CONTENT_SECURITY_POLICY`` (django-csp).

Scripts come from this host's files only. Inline styles are those of the stylesheet, by hash. A view that must
deviate (an H5P player in its frame) says so with django-csp's decorators.
"""

from typing import Any

from lms.design import stylesheet

SELF = "'self'"
NONE = "'none'"


def content_security_policy(*, frames: str = "") -> dict[str, Any]:
    """`frames` is another origin whose pages may stand in frames of ours."""
    return {
        "DIRECTIVES": {
            "default-src": [SELF],
            **({"frame-src": [SELF, frames]} if frames else {}),
            "style-src": [SELF, *(stylesheet.policy_source(part) for part in (stylesheet.core(), stylesheet.more()))],
            "img-src": [SELF, "data:"],
            "object-src": [NONE],
            "base-uri": [NONE],
            "form-action": [SELF],
            "frame-ancestors": [SELF],
        }
    }


UNSAFE_INLINE = "'unsafe-inline'"

# Wagtail's editors (8.0) still start their panels by inline scripts and place things by inline styles.
EDITORS_PREFIX = "/admin/"
EDITORS_DIRECTIVES = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}
