"""One file a format of webhook, one line a format in `registry.py`."""
