"""What a page weighs on a first visit, and its EcoIndex."""

from bisect import bisect_right
from dataclasses import dataclass

from playwright.sync_api import Page

# Quantiles of 500 000 pages of the HTTP Archive, as published by the Collectif Conception Numérique Responsable
# (github.com/cnumr/ecoindex_reference): a page is scored by where it stands among them.
DOM = (0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459, 1801, 2479, 594601)
REQUESTS = (0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920)
KILOBYTES = (
    *(0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27, 1876.08, 2142.06),
    *(2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26),
)

COUNT_ELEMENTS = "document.querySelectorAll('*').length - document.querySelectorAll('svg *').length"
"""EcoIndex does not count what is inside a drawing."""


def rank(value: float, quantiles: tuple[float, ...]) -> float:
    """Position of a value among the quantiles, from 0 to 20, interpolated inside its interval."""
    after = min(bisect_right(quantiles, value), len(quantiles) - 1)
    low, high = quantiles[after - 1], quantiles[after]
    return min(after - 1 + (value - low) / (high - low), len(quantiles) - 1)


@dataclass(frozen=True)
class Weight:
    elements: int
    requests: int
    kilobytes: float
    """As sent on the wire, headers included; 1 kB is 1 000 bytes."""

    @property
    def ecoindex(self) -> float:
        """From 0 to 100; A above 80. The DOM counts for half, the requests for a third, the bytes for a sixth."""
        ranks = 3 * rank(self.elements, DOM) + 2 * rank(self.requests, REQUESTS) + rank(self.kilobytes, KILOBYTES)
        return 100 - 5 * ranks / 6


def weigh(page: Page, address: str) -> Weight:
    """Opens the address as if nothing had been visited, scrolls to its end, and weighs it."""
    wire = page.context.new_cdp_session(page)
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.goto(address)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    wire.detach()
    return Weight(page.evaluate(COUNT_ELEMENTS), len(sizes), sum(sizes) / 1000)
