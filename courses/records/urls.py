from django.urls import path

from courses.records import exercises, plain, views

urlpatterns = [
    path("learn/<slug:code>/<slug:slug>/lessons/<slug:lesson_key>/read/", views.read_lesson, name="read_lesson"),
    path("learn/<slug:code>/<slug:slug>/h5p/<slug:activity_key>/", exercises.exercise, name="h5p"),
    path("learn/<slug:code>/<slug:slug>/h5p/<slug:activity_key>/plain/", plain.plain, name="h5p_plain"),
    path("learn/<slug:code>/<slug:slug>/h5p/<slug:activity_key>/result/", views.h5p_result, name="h5p_result"),
]
