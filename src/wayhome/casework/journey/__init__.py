"""The journey of one child's case: dated events that are never changed, and where they put each episode and case."""
