from django.urls import path

from cms.desks.assignments.views.marking import MarkSubmission, SubmittedFile
from cms.desks.assignments.views.queue import Queue

app_name = "assignments_desk"

urlpatterns = [
    path("", Queue.as_view(), name="queue"),
    path("<int:pk>/", MarkSubmission.as_view(), name="mark"),
    path("<int:pk>/files/<slug:code>/", SubmittedFile.as_view(), name="file"),
]
