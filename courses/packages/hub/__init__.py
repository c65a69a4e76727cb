"""The client of an H5P Hub: what content types there are, and their packages. Off unless H5P_HUB_URL names one.

Only the server asks, never a page; what it fetches goes the way of every upload, through the checks and the quarantine.
"""
