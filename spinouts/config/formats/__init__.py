"""Date formats of the register."""
