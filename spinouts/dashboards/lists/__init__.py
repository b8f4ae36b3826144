"""List pages: which rows a list shows, in what order, and what its cells say."""
