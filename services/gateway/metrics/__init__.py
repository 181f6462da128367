"""Metrics of the gateway: its own, and those that all workers share, exported once."""
