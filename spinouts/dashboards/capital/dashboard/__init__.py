"""The dashboard of partnerships: deals, bids, capital, stakes, structures and primes."""
