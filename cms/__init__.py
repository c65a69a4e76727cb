"""The only package that knows Wagtail: pages, blocks, the admin desks, navigation and search."""
