"""Reading for oversight: counts over the facts, and the rows behind each number."""
