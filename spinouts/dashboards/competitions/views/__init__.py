"""Views of partner competitions: who may open a page, and what follows from sending its form."""
