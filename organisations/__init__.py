"""Who exists: organisations, public bodies, their names, identifiers, profiles, sources and users."""
