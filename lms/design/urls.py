from django.urls import path

from lms.design import views

urlpatterns = [
    path("style.<slug:version>.css", views.style, name="stylesheet"),
]
