"""Estimators: numbers in, numbers out, each with its source; no coaching in here."""
