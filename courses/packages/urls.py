from django.urls import path

from courses.packages import views
from courses.packages.players import courseware

urlpatterns = [
    path("courseware/<int:revision_id>/<slug:signature>/", courseware.file, {"name": ""}, name="courseware_files"),
    path("courseware/<int:revision_id>/<slug:signature>/<path:name>", courseware.file, name="courseware_file"),
    path("<int:content_id>/", views.embed, name="h5p_embed"),
    path("<int:content_id>/files/<slug:signature>/", views.file, {"name": ""}, name="h5p_files"),
    path("<int:content_id>/files/<slug:signature>/<path:name>", views.file, name="h5p_file"),
]
