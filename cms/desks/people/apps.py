from wagtail.users.apps import WagtailUsersAppConfig


class PeopleDeskConfig(WagtailUsersAppConfig):
    """Wagtail's user admin, as this platform uses it; stands in INSTALLED_APPS in its place."""

    user_viewset = "cms.desks.people.desk.PeopleDesk"
