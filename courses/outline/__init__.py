"""The published course as data: modules, lessons, activities and requirements, frozen in revisions."""
