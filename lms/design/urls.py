from django.urls import path

from lms.design import views
from lms.design.gallery import views as gallery

urlpatterns = [
    path("", gallery.gallery, name="styleguide"),
    path("style.<slug:version>.css", views.style, name="stylesheet"),
    path("<slug:theme>.css", gallery.forced_style, name="forced_style"),
]
