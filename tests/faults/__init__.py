"""What breaks stores, done to ours on purpose: `python -m tests.faults` does it all and reports."""
