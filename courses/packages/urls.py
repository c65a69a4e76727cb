from django.urls import path

from courses.packages import views

urlpatterns = [
    path("<int:content_id>/", views.embed, name="h5p_embed"),
    path("<int:content_id>/files/<slug:signature>/", views.file, {"name": ""}, name="h5p_files"),
    path("<int:content_id>/files/<slug:signature>/<path:name>", views.file, name="h5p_file"),
]
