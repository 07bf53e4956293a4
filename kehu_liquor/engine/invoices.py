"""An invoice's number and code as it is printed: how it is compared, what is wrong.

The digital invoice has a number of 20 digits or more and no code; an older one on
paper has a number of 8 digits, and a code of 10 or 12 beside it.
"""

import unicodedata

#: From so many digits on a number says everything by itself.
WHOLE = 20
SHORT = 8
CODES = (10, 12)


def plain(text):
    """As typed, without spaces, in narrow capital letters.

    >>> plain(" 2651 2000 ０００１ab ")
    '265120000001AB'
    """
    return "".join(unicodedata.normalize("NFKC", text or "").split()).upper()


def key(number, code=None):
    """What one invoice has in common however it was typed.

    >>> key("26512000000012345678"), key("0012 3456", "051001900111")
    ('26512000000012345678', '05100190011100123456')
    """
    return plain(code) + plain(number)


def fault(number, code=None):
    """What is wrong with a number and its code: a word, or None.

    >>> fault("26512000000012345678"), fault("00123456", "051001900111")
    (None, None)
    >>> fault("2651-2000"), fault("00123456"), fault("26512000000012345678", "0510")
    ('signs', 'short', 'code')
    """
    number, code = plain(number), plain(code)
    if not all(_is_typed(text) for text in (number, code or "0")):
        return "signs"
    if len(number) >= WHOLE:
        return "code" if code else None
    if len(number) == SHORT and len(code) in CODES:
        return None
    return "short"


def _is_typed(text):
    """Digits and Latin letters alone; not nothing."""
    return text.isascii() and text.isalnum()
