"""What only a whole ssd_missing file shows: repeated ids, and signs of what its system loses."""
