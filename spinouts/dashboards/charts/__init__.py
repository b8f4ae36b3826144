"""Charts: a Chart goes in; SVG, PNG, CSV, JSON and what a page shows come out. No ORM here."""
