"""What comes from outside, broken in hundreds of thousands of ways; see `python -m tests.fuzz`."""
