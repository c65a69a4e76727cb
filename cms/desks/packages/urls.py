from django.urls import path

from cms.desks.packages import views

app_name = "packages_desk"

urlpatterns = [
    path("", views.ContentList.as_view(), name="contents"),
    path("upload/", views.Upload.as_view(), name="upload"),
    path("<int:pk>/", views.ContentPage.as_view(), name="content"),
]
