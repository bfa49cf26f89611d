"""The decision file as an OpenDocument text: a zip of XML, the same bytes whenever it is made.

Form: OASIS OpenDocument 1.3, part 2 (packages): `mimetype` is the first entry and stored as it is.
"""

import io
import zipfile

from planner.model.text import Language
from planner.outputs.decision.blocks import Dossier, Table
from planner.outputs.report.page import render

MIME = "application/vnd.oasis.opendocument.text"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can say: no clock is in the file."""

XML = "text/xml"


def packed(dossier: Dossier, language: Language) -> bytes:
    """The bytes of the document; nothing is compressed, for that depends on the library at hand."""
    contents = dossier.contents()
    widths = {width for block in dossier.blocks if isinstance(block, Table)
              for width in block.widths}  # fmt: skip
    contents["widths"] = sorted(widths)
    parts = [("content.xml", XML), ("styles.xml", XML), ("meta.xml", XML)]
    files = [
        (name, render(f"decision/{name}.j2", language, contents)) for name, _ in parts
    ]  # fmt: skip
    if contents["headline"] is not None:
        parts.append(("Pictures/headline.svg", "image/svg+xml"))
        picture = render("report/headline.svg.j2", language, contents)
        files.append(("Pictures/headline.svg", picture))
    listed = render("decision/manifest.xml.j2", language, {"parts": parts})
    return _zip([("mimetype", MIME.encode()), *files, ("META-INF/manifest.xml", listed)])


def _zip(files: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system = 3  # as on any Unix: Python writes 0 on Windows
            archive.writestr(entry, content)
    return out.getvalue()
