"""The reader: a report in, typed events out; pure, deterministic, explainable."""
