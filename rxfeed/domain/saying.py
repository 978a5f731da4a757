"""Sentences that stand in tables of the domain, and are said where they are shown."""


def mark(sentence: str) -> str:
    """The same sentence: whoever gathers the catalogue goes by this name."""
    return sentence
