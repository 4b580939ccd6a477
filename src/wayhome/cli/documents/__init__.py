"""The documents generated from the code, one module a subject. `wayhome.cli.docs` gathers and checks them."""
