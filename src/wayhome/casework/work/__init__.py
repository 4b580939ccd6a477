"""What is to be done: Today, the case page, worries, asking somebody, finding a child. It reads every stage before it."""
