"""Follow-up: each need, who owns it, and whether help was offered, wanted, started and ended."""
