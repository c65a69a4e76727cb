from django.urls import path

from cms.desks.packages.views.arrivals import ArrivalPage, Replace, Upload
from cms.desks.packages.views.contents import ContentExport, ContentList, ContentPage
from cms.desks.packages.views.libraries import LibraryList, LibraryPage

app_name = "packages_desk"

urlpatterns = [
    path("", ContentList.as_view(), name="contents"),
    path("upload/", Upload.as_view(), name="upload"),
    path("arrivals/<int:pk>/", ArrivalPage.as_view(), name="arrival"),
    path("libraries/", LibraryList.as_view(), name="libraries"),
    path("libraries/<int:pk>/", LibraryPage.as_view(), name="library"),
    path("<int:pk>/", ContentPage.as_view(), name="content"),
    path("<int:pk>/replace/", Replace.as_view(), name="replace"),
    path("<int:pk>/export/", ContentExport.as_view(), name="export"),
]
