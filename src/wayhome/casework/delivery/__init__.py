"""Delivery: someone independent is named, a time is agreed, the child is listened to, and it is written up and signed off."""
