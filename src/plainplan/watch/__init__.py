"""Following plans as they are written: a build after every save."""
