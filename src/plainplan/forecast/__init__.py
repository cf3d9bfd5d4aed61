"""Monte Carlo forecasts: the plan scheduled many times with random durations and risks. Sole user of numpy."""
