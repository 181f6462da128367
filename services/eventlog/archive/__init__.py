"""History that was moved out of the server: compressed segment files, read together with the stream as one log."""
