"""Where everything in a figure stands. Drawn twice, for a wide column and for 288 px; text is never scaled.

Places along a line are percentages, so one drawing fits every width of its kind; the reference is the narrowest width it is
used at. Heights are pixels. A template draws it: nothing here knows a colour or a class of the style sheet.
"""
