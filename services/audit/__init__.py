"""Replay, compare, explain, simulate: decides again, touches nothing."""
