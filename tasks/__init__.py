"""Single steps that reach the world, each safe to repeat; a batch each, never a row."""
