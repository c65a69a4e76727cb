from django.urls import path

from lms.accounts import views

urlpatterns = [
    path("join/<slug:code>/", views.join_view, name="join"),
    path("me/", views.me, name="me"),
]
