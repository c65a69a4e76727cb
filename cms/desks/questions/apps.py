from django.apps import AppConfig


class QuestionsDeskConfig(AppConfig):
    name = "cms.desks.questions"
    label = "questions_desk"
