"""Webhook payloads: one file a format."""
