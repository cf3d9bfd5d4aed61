"""What is so about a plan on a day: questions that many ask and that have one answer, from `(plan, schedule)` alone."""

from plainplan.facts.facts import Facts, anchor_of, is_settled, letter_of

__all__ = ["Facts", "anchor_of", "is_settled", "letter_of"]
