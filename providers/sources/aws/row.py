"""One record with what every rule asks of it: region, account, tags, name, id."""

import re
from typing import Any

from planner.model.protocols import Reading, Record
from providers.sources.aws import arn
from providers.sources.aws.block import Block

GLOBAL = "global"

_SPECIFIC = re.compile(
    r"(?:[a-z]+-)+[0-9a-f]{8,17}|[A-Z0-9]{12,}|[0-9a-f-]{32,36}|[a-z0-9-]+_[0-9A-Za-z]{9,}"
)
"""Ids that AWS made up; others are names, which something of another kind may bear as well."""


class Row(Block):
    """A record's attributes, and where and whose it is."""

    __slots__ = ("account", "address", "arn", "native", "region", "tags", "type", "zone")

    def __init__(self, record: Record) -> None:
        super().__init__(record.attributes)
        self.type = record.type
        self.address = record.address
        written = self.text("arn")
        self.arn = written if written.startswith("arn:") else ""
        self.native = self.text("id")
        self.zone = self.text("availability_zone")
        self.region = (
            self.text("region")
            or arn.region_of(self.arn)
            or arn.region_of_zone(self.zone)
            or record.region
        )
        known = "" if record.account == "unknown" else record.account
        self.account = arn.account_of(self.arn) or self.text("owner_id") or known
        self.tags = self.words("tags_all") or self.words("tags")

    @property
    def label(self) -> str:
        """The last word of the Terraform address, without its index."""
        return self.address.split("[", 1)[0].rsplit(".", 1)[-1]

    def own_arn(self, service: str, resource: str) -> str:
        """The ARN as written, else the one that the id gives; '' without an id."""
        if self.arn:
            return self.arn
        if resource.endswith("/"):
            return ""
        return arn.build(service, resource, self.region, self.account)

    def name(self, *keys: str) -> str:
        """What people call it: the Name tag, the first of these attributes, or the address."""
        return self.tags.get("Name") or self.text(*keys, "name") or self.label

    def reading(self, identity: str, name: str, **more: Any) -> Reading:  # noqa: ANN401
        """A reading with what every record says of itself.

        `more` holds fields of Reading; `aliases` get the native id and the address added.
        """
        aliases: tuple[str, ...] = more.pop("aliases", ())
        specific = ":" in self.native or _SPECIFIC.fullmatch(self.native)
        native = self.native if specific else ""
        known = dict.fromkeys((self.arn, native, self.address, *aliases))
        more.setdefault("region", self.region)
        return Reading(
            id=identity,
            name=name,
            account=self.account,
            zone=self.zone,
            tags=self.tags,
            aliases=tuple(word for word in known if word and word != identity),
            **more,
        )

    def part(self, parent: str, **more: Any) -> Reading:  # noqa: ANN401
        """A reading that folds into `parent`, an id or another name of it.

        Most parts have no ARN, and some bear that of the whole (a secret's version), so that the
        reader names them by file and address.
        """
        own = "" if self.arn == parent else self.arn
        return Reading(
            id=own,
            name=self.label,
            account=self.account,
            region=self.region,
            part_of=parent,
            aliases=tuple(word for word in (own, self.address) if word),
            **more,
        )
