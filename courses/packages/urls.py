from django.urls import path

from courses.packages.editor import views as editor
from courses.packages.players import courseware, views

urlpatterns = [
    path("courseware/<int:revision_id>/<slug:signature>/", courseware.file, {"name": ""}, name="courseware_files"),
    path("courseware/<int:revision_id>/<slug:signature>/<path:name>", courseware.file, name="courseware_file"),
    path("<int:content_id>/", views.embed, name="h5p_embed"),
    path("<int:content_id>/files/<slug:signature>/", views.file, {"name": ""}, name="h5p_files"),
    path("<int:content_id>/files/<slug:signature>/<path:name>", views.file, name="h5p_file"),
    path("bundles/<slug:key>.<slug:kind>", views.bundle, name="h5p_bundle"),
    path("libraries/<slug:digest>/", views.library_file, {"name": ""}, name="h5p_libraries"),
    path("libraries/<slug:digest>/<path:name>", views.library_file, name="h5p_library"),
    path("core/<slug:digest>/", views.core_file, {"name": ""}, name="h5p_cores"),
    path("core/<slug:digest>/<path:name>", views.core_file, name="h5p_core"),
    path("editor/<int:workspace_id>/", editor.embed, name="h5p_editor"),
    path("editor/<int:workspace_id>/files/<slug:signature>/", editor.file, {"name": ""}, name="h5p_editor_files"),
    path("editor/<int:workspace_id>/files/<slug:signature>/<path:name>", editor.file, name="h5p_editor_file"),
    path("editor/client/<slug:digest>/", editor.client_file, {"name": ""}, name="h5p_editor_clients"),
    path("editor/client/<slug:digest>/<path:name>", editor.client_file, name="h5p_editor_client"),
]
