"""What is done in Delivery, one sentence each."""
