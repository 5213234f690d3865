"""The command line: what the window can do, for scripts, batches and checks."""
