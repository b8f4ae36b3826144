"""Addresses of pages by what they are about; `spinouts.urls` puts them together."""
