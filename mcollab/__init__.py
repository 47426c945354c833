"""In Common Defence: the tables, charts and questions of the course.

``import mcollab as mc`` costs next to nothing: each public name, listed with its type in ``__init__.pyi``, is imported
when it is first used.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
