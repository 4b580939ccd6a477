"""What is done in Sharing, one sentence each."""
