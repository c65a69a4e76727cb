from django.urls import include, path

from courses.assignments.views import assignment, reviews, uploads

of_an_assignment = [
    path("", assignment.assignment, name="assignment"),
    path("files/<slug:file_code>/", assignment.file, name="assignment_file"),
    path("uploads/", uploads.create, name="assignment_uploads"),
    path("uploads/<slug:upload_code>/", uploads.upload, name="assignment_upload"),
    path("reviews/<slug:review_code>/", reviews.review, name="assignment_review"),
    path("reviews/<slug:review_code>/files/<slug:file_code>/", reviews.review_file, name="assignment_review_file"),
]

urlpatterns = [path("learn/<slug:code>/<slug:slug>/assignments/<slug:activity_key>/", include(of_an_assignment))]
