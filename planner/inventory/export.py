"""An export that is no Terraform, to resources: recognised, read item by item, interpreted."""

from collections import Counter

import msgspec

from planner.inventory.exports import Document, Format
from planner.inventory.exports.opening import documents
from planner.inventory.exports.recognise import recognise, refusal
from planner.inventory.files import InputFile
from planner.inventory.formats import is_terraform
from planner.inventory.hints import Place, is_placeless, place_of_file, place_of_path
from planner.inventory.interpret import UNKNOWN, Interpreter
from planner.inventory.part import Part
from planner.inventory.problems import diagnostic
from planner.inventory.terraform import Rejected
from planner.model.protocols import Item

_GOES_ON = frozenset({"answer-goes-on", "scope-unread"})
"""What says that the list is longer than what was read."""


def read_export(file: InputFile, interpreter: Interpreter) -> Part | None:
    """What a file holds; None where it has the keys of a state and is none of the exports.

    Raises:
        InputError: where it is of no known format, or cannot be read at all.
    """
    reading = _Reading(file, interpreter)
    unknown: list[Document] = []
    for document in documents(file):
        if isinstance(document, Rejected):
            reading.part.reject(document, "")
            reading.part.status = "error"
            continue
        found = recognise(document)
        if found is None:
            unknown.append(document)
        else:
            reading.document(document, found)
    if unknown and not reading.formats:
        if unknown[0].form == "object" and not unknown[0].place and is_terraform(file):
            return None
        raise refusal(unknown[0])
    for document in unknown:
        reading.unrecognised(document)
    return reading.finished()


class _Reading:
    """One file while it is read."""

    def __init__(self, file: InputFile, interpreter: Interpreter) -> None:
        self.part = Part(name=file.name, inputs=((file.name, file.sha256),))
        self.formats: dict[str, Format] = {}
        self._file = file
        self._interpreter = interpreter
        self._usual: dict[str, Place] = {}
        self._own: Counter[tuple[str, str]] = Counter()

    def document(self, document: Document, found: Format) -> None:
        """Every item of a document."""
        self.formats[found.NAME] = found
        for one in found.items(document):
            if isinstance(one, Rejected):
                self.part.reject(one, found.CLOUD)
                if one.diagnostic.code in _GOES_ON:
                    self.part.status = "truncated"
            elif isinstance(one, Item):
                self._item(one)
            else:
                self.part.keep(one)

    def _item(self, item: Item) -> None:
        usual = self._place(item.cloud)
        item = msgspec.structs.replace(
            item, account=item.account or usual.account, region=item.region or usual.region
        )
        none = True
        for found in self._interpreter.item(item):
            none = False
            self.part.add(found)
        if none:
            self._own[item.cloud, item.type] += 1

    def _place(self, cloud: str) -> Place:
        """What the file's path tells of account and region, else what all ids in it agree on."""
        if cloud not in self._usual:
            path = place_of_path(cloud, (*self._file.folders, self._file.name))
            told = Place()
            if not (path.account and path.region):
                told = place_of_file(cloud, self._file.head)
            self._usual[cloud] = Place(path.account or told.account, path.region or told.region)
        return self._usual[cloud]

    def unrecognised(self, document: Document) -> None:
        """A recorded answer of no known format among others that are."""
        name, place = self._file.name, document.place or document.uri
        problem = diagnostic("answer-not-recognised", name, place=place, why=document.uri or "-")
        self.part.reject(Rejected("", problem), "")

    def _say_places(self) -> None:
        """How many resources' account or region neither they nor the file's path tell."""
        found = self.part.resources
        accounts = sum(one.account == UNKNOWN for one in found)
        regions = sum(is_placeless(one.cloud, one.id) for one in found)
        for code, count in (("account-unknown", accounts), ("region-unknown", regions)):
            if count:
                problem = diagnostic(code, self._file.name, why=str(count))
                self.part.diagnostics.append(problem)

    def finished(self) -> Part:
        """The part, with what the cloud made for itself counted."""
        for (cloud, native_type), count in sorted(self._own.items()):
            why = f"{count} × {native_type}"
            problem = diagnostic("clouds-own", self._file.name, place=native_type, why=why)
            self.part.reject(Rejected(native_type, problem, count), cloud)
        self._say_places()
        self.part.service = "+".join(sorted(self.formats)) or "unknown"
        clouds = {one.CLOUD for one in self.formats.values()}
        self.part.cloud = clouds.pop() if len(clouds) == 1 else ""
        return self.part
