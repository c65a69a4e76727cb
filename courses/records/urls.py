from django.urls import path

from courses.records import exercises, plain, views
from courses.records.attempts import views as attempts
from courses.records.cmi5 import launching as cmi5
from courses.records.cmi5 import views as xapi
from courses.records.courseware import views as courseware

urlpatterns = [
    path("learn/<slug:code>/<slug:slug>/lessons/<slug:lesson_key>/read/", views.read_lesson, name="read_lesson"),
    path("learn/<slug:code>/<slug:slug>/h5p/<slug:activity_key>/", exercises.exercise, name="h5p"),
    path("learn/<slug:code>/<slug:slug>/h5p/<slug:activity_key>/plain/", plain.plain, name="h5p_plain"),
    path("learn/<slug:code>/<slug:slug>/exercises/<slug:activity_key>/attempt/", attempts.open_at, name="open_attempt"),
    path("learn/<slug:code>/<slug:slug>/packages/<slug:activity_key>/", courseware.package, name="package"),
    path("learn/<slug:code>/<slug:slug>/packages/<slug:activity_key>/open/", courseware.open_at, name="package_open"),
    path("learn/<slug:code>/<slug:slug>/cmi5/<slug:activity_key>/open/", cmi5.open_at, name="cmi5_open"),
    path("attempts/<slug:code>/units/", cmi5.standing, name="cmi5_standing"),
    path("attempts/<slug:code>/units/<int:unit>/", cmi5.launch, name="cmi5_launch"),
    path("xapi/", xapi.about, name="xapi"),
    path("xapi/about", xapi.about, name="xapi_about"),
    path("xapi/fetch/<uuid:session_id>/<slug:secret>/", xapi.fetch, name="cmi5_fetch"),
    path("xapi/statements", xapi.statements, name="xapi_statements"),
    path("xapi/activities/state", xapi.state, name="xapi_state"),
    path("xapi/agents/profile", xapi.agent_profile, name="xapi_agent_profile"),
    path("attempts/<slug:code>/commit/", courseware.commit, name="package_commit"),
    path("attempts/<slug:code>/states/", attempts.states, name="attempt_states"),
    path("attempts/<slug:code>/result/", attempts.result, name="attempt_result"),
]
