"""What is so about a plan on a day: questions that many ask and that have one answer, from `(plan, schedule)` alone."""
