"""Addresses replaced so that one lies in another's network where it did before."""

from hashlib import blake2b
from ipaddress import IPv4Network, IPv6Network, ip_network

_SPLIT = frozenset((100, 169, 172, 192, 198, 203))
"""First octets of which a part only is public, and says so with the second."""
_SALTS = 8
_FEW = 2000
_SIX = 16
_ONE, _TWO = 8, 16


class Addresses:
    """Shown every address first (`see`), then gives each its replacement (`text`)."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._seen: set[str] = set()
        self._salt = 0
        self._bits: dict[tuple[int, int, int, int], int] = {}

    def see(self, word: str) -> None:
        """Take note of an address or a range."""
        self._seen.add(word)

    def settle(self) -> None:
        """Choose, of a few ways, the one by which fewest become an address that another has."""
        nets = {net for word in self._seen if (net := _network(word)) is not None}
        free = {net for net in nets if net.prefixlen > _kept(net)}
        self._seen.clear()
        if len(free) > _FEW:  # some must fall upon others then, whatever the way
            return
        scores = []
        for salt in range(_SALTS):
            self._salt = salt
            scores.append((sum(self._moved(net) in nets for net in free), salt))
            if not scores[-1][0]:
                break
        self._salt = min(scores)[1]

    def text(self, word: str) -> str | None:
        """The replacement of an address, a range or `ip-10-0-0-1`; None where it is none of them."""
        net = _network(word)
        if net is None:
            return None
        made = str(self._moved(net).network_address)
        if word.startswith("ip-"):
            return "ip-" + made.replace(".", "-")
        return f"{made}/{net.prefixlen}" if "/" in word else made

    def _moved(self, net: IPv4Network | IPv6Network) -> IPv4Network | IPv6Network:
        """The network with every bit turned or not by all that stand before it."""
        width, value = net.max_prefixlen, int(net.network_address)
        for place in range(_kept(net), net.prefixlen):
            before = int(net.network_address) >> (width - place)
            value ^= self._bit(width, place, before) << (width - 1 - place)
        return type(net)((value, net.prefixlen))

    def _bit(self, width: int, place: int, before: int) -> int:
        known = (self._salt, width, place, before)
        bit = self._bits.get(known)
        if bit is None:
            word = f"{self._salt}/{width}/{place}/{before}".encode()
            bit = self._bits[known] = blake2b(word, key=self._key, digest_size=1).digest()[0] & 1
        return bit


def _kept(net: IPv4Network | IPv6Network) -> int:
    """Leading bits that stay: what says of what sort an address is."""
    if isinstance(net, IPv6Network):
        return _SIX
    first = int(net.network_address) >> (net.max_prefixlen - _ONE)
    if first in (0, 127) or first >= 224:  # noqa: PLR2004 - this host, the loop, multicast
        return net.max_prefixlen
    return _TWO if first in _SPLIT else _ONE


def _network(word: str) -> IPv4Network | IPv6Network | None:
    plain = word.removeprefix("ip-").replace("-", ".") if word.startswith("ip-") else word
    try:
        return ip_network(plain, strict=False)
    except ValueError:
        return None
