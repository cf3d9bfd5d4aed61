"""A site over many plans: an overview, a page a plan where that is asked for, and what makes the next run quick.

`job.py` makes one plan's part from bytes alone, so that any process on any machine can do it; `inputs.py` reads the
bytes, `build.py` puts the parts together, `manifest.py` remembers them, `parts.py` splits the work and joins it.
"""
