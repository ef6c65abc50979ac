"""The full report of an evaluation: what stands behind the brief, for readers who check."""
