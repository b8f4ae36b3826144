"""What the pages of partnerships and deals read and work out, without words."""
