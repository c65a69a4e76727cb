"""Addresses of the focal point's and the nominated official's pages.

A city's progress and certificates live on higher floors; the board links to them where these names exist:
`city_progress` and `city_certificates`, both without arguments.
"""

from django.urls import path

from courses.programmes.views import city, invitations, nominations, seats

urlpatterns = [
    path("city/", city.my_city, name="my_city"),
    path("invitations/<slug:code>/", invitations.show, name="invitation"),
    path("invitations/<slug:code>/accept/", invitations.accept, name="invitation_accept"),
    path("invitations/<slug:code>/decline/", invitations.decline, name="invitation_decline"),
    path("invitations/<slug:code>/nominate/", invitations.name_official, name="nominate"),
    path("invitations/<slug:code>/submit/", invitations.submit_drafts, name="invitation_submit"),
    path("nominations/<slug:code>/", seats.show, name="nomination"),
    path("nominations/<slug:code>/confirm/", seats.confirm, name="seat_confirm"),
    path("nominations/<slug:code>/decline/", seats.decline, name="seat_decline"),
    path("nominations/<slug:code>/send-again/", seats.send_again, name="seat_send_again"),
    path("nominations/<slug:code>/amend/", nominations.amend, name="nomination_amend"),
    path("nominations/<slug:code>/submit/", nominations.submit, name="nomination_submit"),
    path("nominations/<slug:code>/withdraw/", nominations.withdraw, name="nomination_withdraw"),
    path("nominations/<slug:code>/replace/", nominations.replace, name="nomination_replace"),
]
