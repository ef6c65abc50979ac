"""A whole year in the made-up city, by the same flows an operator starts.

`folder` prepares the place, `apart` starts a process that inherits nothing of
the user's settings, `year` lives through the year in it, `people` do what
people do.
"""
