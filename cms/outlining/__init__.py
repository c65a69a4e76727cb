"""From pages to outlines: what learners are measured by is frozen from the live pages of all languages."""
