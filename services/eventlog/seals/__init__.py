"""Seals: hashes over spans of the log, chained, so that tampering is found."""
