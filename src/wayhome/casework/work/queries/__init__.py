"""Reading for everyday work: lists of open cases, what is new, one child's page, one case in full."""
