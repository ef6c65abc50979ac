"""Words into pages: the catalogue, dates and numbers in words, templates, typesetting."""
