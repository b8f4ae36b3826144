"""Pages of primes (F6) and of supply chains (F5): records, figures, charts, words, views."""
