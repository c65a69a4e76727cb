"""SCORM 1.2 and 2004: what imsmanifest.xml says, as data."""
