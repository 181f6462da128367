"""The rules: one file a kind; pure."""
