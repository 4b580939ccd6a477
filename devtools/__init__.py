"""What dev.py runs: the environment, the checks, the tests. Standard library only: nothing else is there yet."""
