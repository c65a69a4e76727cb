from django.apps import AppConfig


class ProgrammesDeskConfig(AppConfig):
    name = "cms.desks.programmes"
    label = "programmes_desk"
