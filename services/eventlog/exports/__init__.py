"""Exports: a log, or a part of it, as a file that anybody can check and any other instance can take in."""
