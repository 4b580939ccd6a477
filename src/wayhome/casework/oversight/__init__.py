"""Oversight: one row of facts for each return, counted as everywhere, and shown with what is not known."""
