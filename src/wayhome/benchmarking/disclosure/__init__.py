"""Disclosure control: what may be printed of small numbers, and an attacker that must fail before anything is.

Begin with `release.prepare`, or with `auditor.Auditor` for requests one after another.

What figures are about: `frame` (dimensions, cells), `counting` (episodes and different children), `tables` (what is asked
for), `profiles` (for whom). What is hidden: `primary` (small itself), `differences` (small, printed nowhere, and given by a
subtraction), `linking` (one linear system of everything), `programmes` (bounds and cuts), `covering` (the cheapest choice)
and `secondary` (hide until nothing is too close). What is said: `printing`, `statements` (the record that is kept),
`attributes` (rows of all or nobody), and to whoever signs it off `account`. What others make of it: `reading`, `revisions`
(figures corrected since) and `attacker`, which shares the words with what protects and none of the mathematics.
"""
