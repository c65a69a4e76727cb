"""Questions as a table (CSV): a question a row, for who writes them in a spreadsheet. Columns: docs/question-formats.md."""
