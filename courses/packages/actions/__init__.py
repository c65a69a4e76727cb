"""Taking packages in and letting contents and libraries go, all or nothing."""

from courses.packages.actions.arrivals import receive_package, take_in_arrival
from courses.packages.actions.authoring import author_content, forget_trial, try_content
from courses.packages.actions.contents import duplicate_content, remove_content, rename_content
from courses.packages.actions.importing import bring_package, import_package
from courses.packages.actions.libraries import approve_release, approve_waiting, refuse_release, remove_library
from courses.packages.actions.sweeping import sweep_packages
from courses.packages.actions.translating import translate_content

__all__ = [
    "approve_release",
    "approve_waiting",
    "author_content",
    "bring_package",
    "duplicate_content",
    "forget_trial",
    "import_package",
    "receive_package",
    "refuse_release",
    "remove_content",
    "remove_library",
    "rename_content",
    "sweep_packages",
    "take_in_arrival",
    "translate_content",
    "try_content",
]
