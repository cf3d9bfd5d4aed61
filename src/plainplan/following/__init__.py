"""Following a plan: what changed and what it did to the dates, how the finish moved, reviews and the next plan."""
