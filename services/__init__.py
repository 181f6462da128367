"""The services of Tocsin: ingest, alerts, gateway, and what they stand on."""
