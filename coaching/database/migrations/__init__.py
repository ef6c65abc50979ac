"""History of the tables; ships with the package."""
