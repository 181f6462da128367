"""Reads what happens beside casualties and deployments: unrest, seizures, cut lines, emergencies, closures, appeals."""
