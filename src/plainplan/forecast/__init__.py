"""How likely each date is: the plan worked out many times, with chance in it. Sole user of numpy."""
