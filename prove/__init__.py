"""Long proofs: each program prints its figures, takes --json, --seed and --shard, and exits 1 when it falls short."""
