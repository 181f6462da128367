"""Where reports come from: one file a source."""
