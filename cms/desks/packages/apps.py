from django.apps import AppConfig


class PackagesDeskConfig(AppConfig):
    name = "cms.desks.packages"
    label = "packages_desk"
