"""The fold: story threads and the toll ledger; pure."""
