"""What binds organisations: stakes and contracts, and the arithmetic of ownership and value."""
