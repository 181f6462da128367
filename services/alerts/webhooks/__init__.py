"""Subscriptions, signing, deliveries and their schedule."""
