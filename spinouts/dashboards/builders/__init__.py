"""From figures to charts: title, summary, unit, series, table, source and day."""
