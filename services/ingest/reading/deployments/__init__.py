"""Reads troop deployments: which force goes to which country, and how far it has come."""
