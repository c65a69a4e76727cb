"""What a page's text is made of."""
