from django.apps import AppConfig


class CertificatesDeskConfig(AppConfig):
    name = "cms.desks.certificates"
    label = "certificates_desk"
