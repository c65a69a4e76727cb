from django.urls import path

from cms.authoring import client_views, editor_views, views

app_name = "authoring"

urlpatterns = [
    path("", views.Begin.as_view(), name="begin"),
    path("contents/<int:pk>/", views.Change.as_view(), name="change"),
    path("<int:pk>/", views.DraftPage.as_view(), name="draft"),
    path("<int:pk>/preview/", views.Preview.as_view(), name="preview"),
    path("<int:pk>/client/", client_views.ClientPage.as_view(), name="client"),
    path("<int:pk>/client/save/", client_views.ClientSave.as_view(), name="client_save"),
    path("<int:pk>/client/<slug:call>/", client_views.ClientCall.as_view(), name="client_call"),
    path("editor/", editor_views.EditorPage.as_view(), name="editor"),
]
