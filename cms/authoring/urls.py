from django.urls import path

from cms.authoring import views

app_name = "authoring"

urlpatterns = [
    path("", views.Begin.as_view(), name="begin"),
    path("contents/<int:pk>/", views.Change.as_view(), name="change"),
    path("<int:pk>/", views.DraftPage.as_view(), name="draft"),
    path("<int:pk>/preview/", views.Preview.as_view(), name="preview"),
]
