"""The rules of the SSDA903 MISSING table: one rule, one function, one file."""
