"""The typed events of the log: one file a family, one registry."""
