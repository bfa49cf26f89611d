"""What an operation of a live collection is: a line of `live.yaml`."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct, field

ACCOUNT = "$account"

Does = Literal["lists", "completes", "names"]


class Operation(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An operation that is asked for a region, or for each object that another returned.

    The file says what each field is.
    """

    action: str
    also: tuple[str, ...] = ()
    granted_on: tuple[str, ...] = ()
    scope: str = "regional"
    result: str = ""
    word: str = ""
    of: str = ""
    ask: dict[str, Any] = {}
    batch: int = 0
    match: str = ""
    """The key of an answer's object that tells which of a batch it is of."""
    does: Does = "lists"
    absent: tuple[str, ...] = ()
    read_as: str = field(name="as", default="")
    """The operation by whose name its adapter is found, if not by its own."""
    types: tuple[str, ...] = ()
    sweep: bool = False
    """Whether it only tells what is there, for what no other operation lists."""
    title: str = ""
    """`service.operation`, or `service.operation/part` where one is asked in several ways."""
    details: tuple["Operation", ...] = ()

    @property
    def service(self) -> str:
        """The SDK's name of the service."""
        return self.title.partition(".")[0]

    @property
    def name(self) -> str:
        """The operation, with the part of it that is asked for."""
        return self.title.partition(".")[2]

    @property
    def call(self) -> str:
        """The operation as the SDK calls it."""
        return self.name.partition("/")[0]

    @property
    def reader(self) -> str:
        """The name under which adapters know it."""
        return self.read_as or self.title

    @property
    def actions(self) -> tuple[str, ...]:
        """Every IAM action that it needs."""
        return (self.action, *self.also)

    def arguments(self, items: Sequence[Mapping[str, Any]], account: str) -> dict[str, Any]:
        """What is asked for these objects; they are of one group (`group`).

        Raises:
            KeyError: where an object lacks what it must be asked by.
        """
        return {name: _filled(value, items, account) for name, value in self.ask.items()}

    def group(self, item: Mapping[str, Any]) -> tuple[str, ...]:
        """What objects must have in common to be asked for at once."""
        return tuple(
            str(_of(item, word)) for word in self.ask.values() if _is_key(word)
        )  # fmt: skip

    @property
    def asked_by(self) -> str:
        """The key of an object by which a batch asks for it."""
        lists = (value for value in self.ask.values() if isinstance(value, list))
        found = (word[1:] for value in lists for word in value if _is_key(word))
        return next(found, "")

    def asked_with(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """The arguments that an object gave, which its parts do not repeat."""
        return {name: _of(item, word) for name, word in self.ask.items() if _is_key(word)}


def _is_key(word: object) -> bool:
    return isinstance(word, str) and word.startswith(".")


def _of(item: Mapping[str, Any], word: str) -> Any:  # noqa: ANN401 - JSON
    key = word[1:].removesuffix("/")
    return str(item[key]).rsplit("/", 1)[-1] if word.endswith("/") else item[key]


def _filled(value: Any, items: Sequence[Mapping[str, Any]], account: str) -> Any:  # noqa: ANN401
    if isinstance(value, list) and any(_is_key(word) for word in value):
        return [_of(item, word) for word in value for item in items]
    if _is_key(value):
        return _of(items[0], value)
    return account if value == ACCOUNT else value
