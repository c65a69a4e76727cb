from django.urls import path

from courses.assessment.views import quiz

urlpatterns = [path("learn/<slug:code>/<slug:slug>/quizzes/<slug:activity_key>/", quiz, name="quiz")]
