"""Objects of services whose words are Terraform's own but for a few: a line of a table each."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from providers.sources.aws.api import Answer, Native, Place
from providers.sources.aws.casing import snaked

_TAGS = ("tags", "tag_list", "tag_set", "hosted_zone_tags", "file_system_tags", "user_pool_tags",
         "tags_src", "tags_map")  # fmt: skip
_KEYS = ("Key", "key", "TagKey", "tagKey", "tag_key")
_VALUES = ("Value", "value", "TagValue", "tagValue", "tag_value")


class Shape(Struct, frozen=True, kw_only=True):
    """How an object becomes attributes of a Terraform type; names are in Terraform's writing."""

    id: tuple[str, ...] = ()
    """Where its id stands; the first that holds a word. A name where its id is its name."""
    arn: tuple[str, ...] = ()
    """Where its ARN stands, if not under `arn`."""
    build: str = ""
    """`service:resource/{}`: its ARN where none stands anywhere; `{}` is the id."""
    names: Mapping[str, str] = {}
    """Path -> argument, for what is called otherwise there. In a path `0` is the first of a list, `*`
    all of it, `#` how many there are."""
    drop: tuple[str, ...] = ()
    """What is not kept: a secret, or a text without meaning here."""
    nameless: tuple[str, ...] = ()
    """Parts of the place that its ARN does not name: `region`, `account`."""

    def __call__(self, native_type: str, answer: Answer, place: Place) -> Native:
        """The object as one record of that type."""
        attributes: dict[str, Any] = snaked(dict(answer))
        for path in self.drop:
            attributes.pop(path, None)
        for path, argument in self.names.items():
            value = at(attributes, path)
            if value is not None:
                _put(attributes, argument, value)
        identity = next((word for key in self.id if (word := text(at(attributes, key)))), "")
        own = next((str(at(attributes, key)) for key in ("arn", *self.arn)
                    if is_arn(at(attributes, key))), "")  # fmt: skip
        attributes["arn"] = own or self._built(identity, place)
        attributes["id"] = identity or own
        attributes["tags"] = tags_of(attributes)
        return Native(native_type, identity or own, attributes)

    def _built(self, identity: str, place: Place) -> str:
        if not self.build or not identity:
            return ""
        service, _, resource = self.build.partition(":")
        region = "" if "region" in self.nameless else place.region
        account = "" if "account" in self.nameless else place.account
        # Not str.format: an id may itself hold braces.
        return Place(account, region).arn(service, resource.replace("{}", identity))


def at(attributes: object, path: str) -> Any:  # noqa: ANN401 - JSON
    """What stands at a path; None where nothing does."""
    step, _, rest = path.partition(".")
    if isinstance(attributes, Mapping):
        found = attributes.get(step)
    elif not isinstance(attributes, list):
        return None
    elif step == "#":
        return len(attributes)
    elif step == "*":
        inner = [at(one, rest) if rest else one for one in attributes]
        return [one for one in inner if one is not None]
    else:
        found = attributes[0] if step == "0" and attributes else None
    return at(found, rest) if rest and found is not None else found


def _put(attributes: dict[str, Any], path: str, value: object) -> None:
    *blocks, last = path.split(".")
    for name in blocks:
        inner = attributes.get(name)
        if not isinstance(inner, dict):
            inner = attributes[name] = {}
        attributes = inner
    attributes[last] = value


def text(value: object) -> str:
    """A word or number as text; '' for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value)


def is_arn(value: object) -> bool:
    """Whether a value is an ARN."""
    return isinstance(value, str) and value.startswith("arn:")


def tags_of(attributes: Mapping[str, Any]) -> dict[str, str]:
    """Tags in whatever form: a map, or a list of keys and values."""
    found: dict[str, str] = {}
    for name in _TAGS:
        given = attributes.get(name)
        if isinstance(given, Mapping):
            found |= {str(key): text(value) for key, value in given.items()}
        elif isinstance(given, list):
            found |= dict(_pairs(given))
    return found


def _pairs(given: list[Any]) -> Iterator[tuple[str, str]]:
    for tag in given:
        if isinstance(tag, Mapping):
            key = next((tag[name] for name in _KEYS if name in tag), None)
            value = next((tag[name] for name in _VALUES if name in tag), "")
            if isinstance(key, str) and value is not None:  # None: a template does not decide it
                yield key, text(value)
