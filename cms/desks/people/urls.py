"""In the place of Wagtail's own addresses: one way to sign in, with its second factor and its limits."""

from django.urls import path
from django.views.generic import RedirectView
from wagtail.admin.auth import require_admin_access

from cms.desks.people.own_account import OwnAccountView

urlpatterns = [
    path("login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("account/", require_admin_access(OwnAccountView.as_view())),
]
