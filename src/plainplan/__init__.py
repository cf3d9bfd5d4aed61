"""plainplan: a compiler for plans written in plain Markdown."""

__version__ = "0.1.0"
