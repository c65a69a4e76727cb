"""The desk of people: accounts and roles in Wagtail's user admin, through the actions of lms.accounts."""
