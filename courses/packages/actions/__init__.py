"""Taking packages in and letting contents and libraries go, all or nothing."""

from courses.packages.actions.arrivals import receive_package, take_in_arrival
from courses.packages.actions.contents import duplicate_content, remove_content, rename_content
from courses.packages.actions.importing import bring_package, import_package
from courses.packages.actions.libraries import approve_release, approve_waiting, refuse_release, remove_library
from courses.packages.actions.sweeping import sweep_packages

__all__ = [
    "approve_release",
    "approve_waiting",
    "bring_package",
    "duplicate_content",
    "import_package",
    "receive_package",
    "refuse_release",
    "remove_content",
    "remove_library",
    "rename_content",
    "sweep_packages",
    "take_in_arrival",
]
