"""The append-only log on a Redis Stream."""
