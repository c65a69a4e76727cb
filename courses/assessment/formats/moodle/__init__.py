"""Moodle's XML format of questions (docs.moodle.org, "Moodle XML format")."""
