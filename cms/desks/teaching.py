"""Which courses are an officer's own at the desks."""

from django.db.models import QuerySet
from wagtail.permission_policies.pages import PagePermissionPolicy

from cms.models import CoursePage
from courses.outline.models import Course
from lms.accounts.models import User


def courses_taught_by(officer: User) -> QuerySet[Course]:
    """Whose pages the officer may edit: an instructor of another course does not see them."""
    pages = PagePermissionPolicy(CoursePage).instances_user_has_permission_for(officer, "change").values("pk")
    return Course.objects.filter(key__in=CoursePage.objects.filter(pk__in=pages).values("translation_key"))
