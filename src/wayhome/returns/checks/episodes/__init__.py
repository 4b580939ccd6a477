"""The rules of Wayhome's episode list, over the rows of one child: one rule, one function, one file."""
