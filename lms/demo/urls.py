from django.urls import path

from lms.demo import views

urlpatterns = [
    path("", views.demo, name="demo"),
    path("sign-in/", views.sign_in, name="demo_sign_in"),
]
