from django.urls import path

from courses.records import exercises, views

urlpatterns = [
    path("learn/<str:code>/<slug:slug>/lessons/<str:lesson_key>/read/", views.read_lesson, name="read_lesson"),
    path("learn/<str:code>/<slug:slug>/h5p/<str:activity_key>/", exercises.exercise, name="h5p"),
    path("learn/<str:code>/<slug:slug>/h5p/<str:activity_key>/plain/", exercises.plain, name="h5p_plain"),
    path("learn/<str:code>/<slug:slug>/h5p/<str:activity_key>/result/", views.h5p_result, name="h5p_result"),
]
