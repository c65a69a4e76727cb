from django.apps import AppConfig


class AssignmentsDeskConfig(AppConfig):
    name = "cms.desks.assignments"
    label = "assignments_desk"
