"""How the property tests run: anew on a developer's machine, the same every time in CI.

`HYPOTHESIS_PROFILE=nightly` gives each property that names no number of its own ten thousand
examples, other ones every night.
"""

import os

from hypothesis import settings

# Before Qt is imported anywhere: no test needs a screen.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("ci", derandomize=True, database=None)
settings.register_profile("nightly", max_examples=10_000, deadline=None, database=None)
chosen = os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "default")
settings.load_profile(chosen)
