"""The routes of the HTTP service: one file a resource."""
