"""The bank of questions: written once, used in many courses, frozen into each."""
