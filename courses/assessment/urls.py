from django.urls import path

from courses.assessment.views import quiz

urlpatterns = [path("learn/<str:code>/<slug:slug>/quizzes/<str:activity_key>/", quiz, name="quiz")]
