"""A plan as a live page on this machine: it follows the file, and ticking a box there writes the file."""
