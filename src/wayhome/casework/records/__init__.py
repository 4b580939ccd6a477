"""What every record has in common: its tenant and row security, its version, the class of each field, its sealed text."""
