"""bin/bench: a large house made by SQL, and how long the night takes on it."""
