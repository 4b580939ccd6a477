"""The rules of SSD ssd_missing, over the rows of one person: one rule, one function, one file."""
