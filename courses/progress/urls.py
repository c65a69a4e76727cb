from django.urls import path

from courses.progress import views

urlpatterns = [
    path("my/", views.my_learning, name="my_learning"),
    path("city/progress/", views.city_progress, name="city_progress"),
    path("my/progress/<slug:code>/", views.explanation, name="explanation"),
]
