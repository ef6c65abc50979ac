"""The subcommands of `coaching`, one file each: `arguments` declares, `run` does."""
