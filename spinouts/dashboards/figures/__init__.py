"""What pages need of the database and of the calculations: read once, handed to chart builders."""
