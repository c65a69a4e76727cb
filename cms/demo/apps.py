from django.apps import AppConfig


class DemoContentConfig(AppConfig):
    name = "cms.demo"
    label = "demo_content"
