"""Every table, in the order of the year: `__init__.pyi` lists them.

A table is set up when it is first asked for: all of them cost more than a short command
takes to say where a year stands.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
