"""Taking packages in and letting contents and libraries go, all or nothing."""

from courses.packages.actions.contents import duplicate_content, remove_content, rename_content
from courses.packages.actions.importing import bring_package, import_package

__all__ = ["bring_package", "duplicate_content", "import_package", "remove_content", "rename_content"]
