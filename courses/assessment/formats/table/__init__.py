"""Questions as a table (CSV), a question a row, for who writes in a spreadsheet (docs/question-formats.md)."""
