"""Rules: pure functions; no database, network, files, clock or dice."""
