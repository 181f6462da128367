"""Reports in, typed events out."""
