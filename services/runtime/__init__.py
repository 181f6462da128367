"""What every process stands on: settings, server, wake-ups, worker base, egress guard, logging, metrics."""
