"""Pages of partnerships, deals and partners: who works with whom, for what, and on what terms."""
