from django.apps import AppConfig


class NetworkDeskConfig(AppConfig):
    name = "cms.desks.network"
    label = "network_desk"
