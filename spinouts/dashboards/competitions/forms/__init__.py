"""Forms of partner competitions: what an officer types, and what is said when it cannot be."""
