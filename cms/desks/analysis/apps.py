from django.apps import AppConfig


class AnalysisDeskConfig(AppConfig):
    name = "cms.desks.analysis"
    label = "analysis_desk"
