"""Typed events in, alerts and webhooks out."""
