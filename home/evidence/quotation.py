"""Whether a quotation is word for word in a public text."""

import re

SPACES = re.compile(r"[^\S\n]+")
"""Breaking or not, narrow or not: which one is a matter of typography."""
APOSTROPHES = str.maketrans({"'": "’"})


def comparable(text: str) -> str:
    """The text with one kind of space and of apostrophe; its lines stay apart, a quotation is not made of two."""
    return SPACES.sub(" ", text).translate(APOSTROPHES).strip()


def is_in(quotation: str, *texts: str) -> bool:
    """Whole words: « acceptable » is not in « inacceptable ». An empty quotation is in nothing."""
    words = comparable(quotation)
    whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
    return bool(words) and any(whole.search(comparable(text)) for text in texts)
