"""What is done about assignments: drafts and files, handing in, reviews, marks."""
