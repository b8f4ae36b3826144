"""Read the starter register: CSV files of facts, row by row, through the admin's own actions."""
