"""The checks: one rule, one function, one file. Each package is one kind of file; `rule.py` says what a check is."""
