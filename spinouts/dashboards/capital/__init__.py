"""Pages of capital and support, and the dashboard of partnerships."""
