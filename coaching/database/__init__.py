"""Records: the tables, one unit of work, and the queries of each stage."""
