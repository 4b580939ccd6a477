"""What is done in Follow-up, one sentence each."""
