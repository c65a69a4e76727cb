"""GIFT, Moodle's format of questions as plain text (docs.moodle.org, "GIFT format")."""
