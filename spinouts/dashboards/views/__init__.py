"""Views: from the address to a page, without arithmetic."""
