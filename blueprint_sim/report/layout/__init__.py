"""Where everything on a blueprint stands: pure geometry, no drawing library."""

from .records import Plan as Plan
from .records import Sheet as Sheet
from .sheet import lay_out as lay_out
