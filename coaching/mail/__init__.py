"""Letters: made, sent, and the answers to them read."""
