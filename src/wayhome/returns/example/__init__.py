"""An example council: made-up children and their episodes, from a seed, in every layout that Wayhome reads."""
