"""One file per page; each gives its routes."""
