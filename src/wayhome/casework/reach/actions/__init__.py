"""What is done in Reach, one sentence each."""
