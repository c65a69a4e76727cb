from django.urls import path

from courses.records import exercises, plain, views
from courses.records.attempts import views as attempts
from courses.records.courseware import views as courseware

urlpatterns = [
    path("learn/<slug:code>/<slug:slug>/lessons/<slug:lesson_key>/read/", views.read_lesson, name="read_lesson"),
    path("learn/<slug:code>/<slug:slug>/h5p/<slug:activity_key>/", exercises.exercise, name="h5p"),
    path("learn/<slug:code>/<slug:slug>/h5p/<slug:activity_key>/plain/", plain.plain, name="h5p_plain"),
    path("learn/<slug:code>/<slug:slug>/exercises/<slug:activity_key>/attempt/", attempts.open_at, name="open_attempt"),
    path("learn/<slug:code>/<slug:slug>/packages/<slug:activity_key>/", courseware.package, name="package"),
    path("learn/<slug:code>/<slug:slug>/packages/<slug:activity_key>/open/", courseware.open_at, name="package_open"),
    path("attempts/<slug:code>/commit/", courseware.commit, name="package_commit"),
    path("attempts/<slug:code>/states/", attempts.states, name="attempt_states"),
    path("attempts/<slug:code>/result/", attempts.result, name="attempt_result"),
]
