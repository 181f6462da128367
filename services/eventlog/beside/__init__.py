"""What the server keeps beside the entries of the log: indexes that find them, and the texts of reports."""
