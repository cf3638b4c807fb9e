"""Providers where anybody may open an address: it says nothing of whom one works for."""

NAMES = frozenset(
    """
    alice aliceadsl aol bbox bluewin caramail cegetel club-internet duck fastmail free gandi gmail gmx googlemail
    hey hotmail hushmail icloud ik infomaniak laposte libertysurf live mac mail mailbox mailfence mailo me msn net-c
    netcourrier neuf noos nordnet numericable orange outlook ovh pm posteo proton protonmail riseup rocketmail runbox
    sfr skynet tiscali tuta tutanota voila wanadoo windowslive yahoo yandex ymail yopmail zaclys zoho zohomail
    """.split()  # noqa: SIM905  # a list one reads
)
"""The last word before the ending, whatever the ending: « yahoo.fr », « yahoo.co.uk »."""
ENDINGS = frozenset({"asso", "co", "com", "gouv", "org"})
"""Stand between the name and the country."""


def is_public_provider(domain: str) -> bool:
    words = domain.lower().split(".")[:-1]
    while len(words) > 1 and words[-1] in ENDINGS:
        words.pop()
    return bool(words) and words[-1] in NAMES
