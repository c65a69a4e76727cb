from django.urls import path

from cms.desks.packages.hub_views import HubContentType, HubList

urlpatterns = [
    path("", HubList.as_view(), name="hub"),
    path("<str:name>/", HubContentType.as_view(), name="hub_type"),
]
