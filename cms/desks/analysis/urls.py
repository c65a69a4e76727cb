from django.urls import path

from cms.desks.analysis import views

app_name = "analysis_desk"

urlpatterns = [
    path("", views.QuizList.as_view(), name="quizzes"),
    path("<slug:slug>/<slug:activity_key>/", views.QuizPage.as_view(), name="quiz"),
]
