"""Pages and charts that draw across the three domain apps; no models."""
