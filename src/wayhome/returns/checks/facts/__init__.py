"""The rules of Wayhome's fact layout, over the rows of one episode and authority: one rule, one function, one file."""
