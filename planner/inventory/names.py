"""Which resource a word of the configuration means: an id, an ARN, a name, a Terraform address."""

from collections.abc import Iterable

from planner.model.resource import Resource, ResourceId


class Names:
    """Every id and alias, with who bears it; several may bear one name, and nearness decides."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._of: dict[ResourceId, tuple[str, str, str, str]] = {}
        self._bearers: dict[str, ResourceId | list[ResourceId]] = {}
        parts: list[Resource] = []
        for one in resources:
            self._of[one.id] = (one.cloud, one.account, one.region, one.origin.source)
            self._add(one.id, one.id)
            if one.part_of:
                parts.append(one)
                continue
            for alias in one.aliases:
                self._add(alias, one.id)
        self._add_parts(parts)

    def _add_parts(self, parts: list[Resource]) -> None:
        """Names of parts, unless a whole bears them: a bucket's policy bears its bucket's."""
        free = [(alias, one.id) for one in parts for alias in one.aliases if alias not in self]
        for alias, bearer in free:
            self._add(alias, bearer)

    def _add(self, word: str, bearer: ResourceId) -> None:
        known = self._bearers.get(word)
        if known is None:
            self._bearers[word] = bearer
        elif isinstance(known, list):
            if bearer not in known[-1:]:
                known.append(bearer)
        elif known != bearer:
            self._bearers[word] = [known, bearer]

    def __contains__(self, word: str) -> bool:
        return word in self._bearers

    def words(self) -> Iterable[str]:
        """Every id and alias."""
        return self._bearers.keys()

    def find(self, word: str, near: Resource) -> ResourceId | None:
        """The one that `near` means by it; None where there is none, or no telling which.

        An id is unique. Of several bearers of a name, those of the same cloud, account, region and
        file are preferred, in this order; one must remain.
        """
        known = self._bearers.get(word)
        if not isinstance(known, list):
            return known
        if word in self._of:
            return ResourceId(word)
        cloud, account, region, source = near.cloud, near.account, near.region, near.origin.source
        circle = [one for one in known if self._of[one][0] == cloud]
        # From the widest circle to the narrowest; a circle that is empty does not narrow.
        for at, mine in ((1, account), (2, region), (3, source)):
            nearer = [one for one in circle if self._of[one][at] == mine]
            circle = nearer or circle
        return circle[0] if len(circle) == 1 else None
