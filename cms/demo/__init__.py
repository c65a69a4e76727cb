"""The demo: cities, people, courses, editions and certificates that a newcomer finds."""
