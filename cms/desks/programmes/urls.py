from django.urls import path

from cms.desks.programmes.views import editions, invitations, inviting, nominations, programmes, units

app_name = "training"

urlpatterns = [
    path("programmes/", programmes.ProgrammeList.as_view(), name="programmes"),
    path("programmes/add/", programmes.ProgrammePage.as_view(), name="programme_add"),
    path("programmes/<slug:code>/", programmes.ProgrammePage.as_view(), name="programme"),
    path("editions/", editions.EditionList.as_view(), name="editions"),
    path("editions/add/", editions.EditionForming.as_view(), name="edition_add"),
    path("editions/<slug:code>/", editions.EditionBoard.as_view(), name="edition"),
    path("editions/<slug:code>/edit/", editions.EditionForming.as_view(), name="edition_edit"),
    path("editions/<slug:code>/invite/", inviting.InviteCities.as_view(), name="invite"),
    path("invitations/", invitations.InvitationBoard.as_view(), name="invitations"),
    path("invitations/<int:pk>/", invitations.InvitationPage.as_view(), name="invitation"),
    path("nominations/", nominations.NominationBoard.as_view(), name="nominations"),
    path("nominations/<int:pk>/", nominations.NominationPage.as_view(), name="nomination"),
    path("units/", units.UnitList.as_view(), name="units"),
    path("units/<slug:code>/", units.UnitPage.as_view(), name="unit"),
]
