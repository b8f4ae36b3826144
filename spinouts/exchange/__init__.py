"""Files in and out of the register."""
