"""What leaves the building: figures made safe before they are printed, each release kept and attacked with those before it.

`ground` says what a number is a set of, `paper` which numbers a board paper asks for, `safe` what may be printed of them.
"""
