"""Where everything on a blueprint stands: pure geometry, no drawing library."""

from blueprint_sim.report.layout.records import Plan as Plan
from blueprint_sim.report.layout.records import Sheet as Sheet
from blueprint_sim.report.layout.sheet import lay_out as lay_out
