"""Who exists: organisations, public bodies, their names, identifiers, sources and accounts."""
