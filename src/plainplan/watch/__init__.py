"""Watching plans: a build after every save."""
