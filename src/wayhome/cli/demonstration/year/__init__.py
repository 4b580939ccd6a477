"""The past year of the practice area: planned from a seed, told with the product's own actions, counted by its own facts.

`quotas` says how many returns end in which way; `children` and `planning` deal them to invented children and days;
`courses` writes each case down as dated deeds; `telling` does each deed through its action; `filling` runs it all.
"""
