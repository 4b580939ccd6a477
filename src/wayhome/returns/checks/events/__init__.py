"""The rules of Wayhome's event layout, over the events of one child: one rule, one function, one file."""
