"""Many plans side by side: how each stands, whose they are, and who needs somebody now."""
