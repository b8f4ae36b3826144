"""The journey out of public bodies, the site that shows it, and the project's configuration."""
