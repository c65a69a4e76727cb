"""The roles: Django groups with fixed names. What a role may do is data (permissions); where it may is a door."""

from enum import StrEnum


class Role(StrEnum):
    """Names of the groups. A verifier needs no account and so has no group."""

    OFFICIAL = "official"
    FOCAL_POINT = "focal point"
    INSTRUCTOR = "instructor"
    SECRETARIAT = "secretariat"
    APPROVER = "approver"
    REGIONAL_OFFICE = "regional office"


STAFF_ROLES = frozenset({Role.INSTRUCTOR, Role.SECRETARIAT, Role.APPROVER, Role.REGIONAL_OFFICE})

IN_GIFT_OF_SECRETARIAT = frozenset({Role.OFFICIAL, Role.FOCAL_POINT, Role.INSTRUCTOR})
