"""What is to be decided, for which estate, the picture, and the verdict."""

import hashlib
from collections import Counter
from collections.abc import Iterator

from planner.outputs.decision.author import NAME, Author, cut
from planner.outputs.decision.blocks import Block, Heading, Paragraph, Picture, Run, plain
from planner.outputs.report import words
from planner.outputs.report.sovereignty import headline_of, landed

PICTURE = 880
"""Units across the picture: fewer make its letters larger on paper."""

MOST_NAMED = 3
WHOLE = 420
"""Characters of the verdict's headline."""


def opening(author: Author) -> Iterator[Block]:
    """The question, what it was worked out from, and the headline picture."""
    yield Heading(
        author.t("Decision file: move to {target}", "Dossier de décision : migration vers {target}",
                 target=author.target), 1,
    )  # fmt: skip
    yield Paragraph(plain(_question(author)), "lead")
    legal = author.t(
        "This file informs and shows its evidence; it is not legal advice.",
        "Ce dossier informe et montre ses preuves ; il n'est pas un avis juridique.",
    )
    yield Paragraph(plain(f"{_read(author)} {legal}"), "small")
    if author.sov.assessed:
        yield Picture(headline_of(author.plan.assessments, author.language, PICTURE))


def _question(author: Author) -> str:
    plan = author.plan
    origins = Counter((one.cloud, one.region) for one in plan.inventory.resources)
    ranked = sorted(origins.items(), key=lambda one: (-one[1], one[0]))
    named = ", ".join(
        f"{_called(cloud)} {cut(region, NAME)}" for (cloud, region), _ in ranked[:MOST_NAMED]
    )
    if len(ranked) > MOST_NAMED:
        named += author.t(" and {n} more places", " et {n} autres lieux",
                          n=len(ranked) - MOST_NAMED)  # fmt: skip
    return author.t(
        "To be decided: whether {resources} resources in {applications} applications, now at {named}, "
        "move to {target}, {place}, in {waves} waves.",
        "À décider : si {resources} ressources réparties en {applications} applications, "
        "aujourd'hui chez {named}, migrent vers {target}, {place}, en {waves} vagues.",
        resources=len(plan.inventory.resources), applications=len(plan.applications), named=named,
        target=author.target, place=author.place, waves=len(plan.waves),
    )  # fmt: skip


LONGEST_INITIALS = 3


def _called(cloud: str) -> str:
    """`AWS`, `Azure`."""
    return cloud.upper() if len(cloud) <= LONGEST_INITIALS else cloud.capitalize()


def _read(author: Author) -> str:
    header = author.plan.header
    files = ", ".join(cut(name, NAME) for name, _ in header.inputs[:MOST_NAMED])
    listed = "\n".join(f"{hash_} {name}" for name, hash_ in header.inputs)
    return author.t(
        "Estate as of {date}; {n} input ({files}), SHA-256 of the list {digest}.|Estate as of {date}; "
        "{n} inputs ({files}), SHA-256 of the list {digest}.",
        "Parc au {date} ; {n} entrée ({files}), SHA-256 de la liste {digest}.|Parc au {date} ; "
        "{n} entrées ({files}), SHA-256 de la liste {digest}.",
        n=len(header.inputs), date=header.as_of,
        digest=hashlib.sha256(listed.encode()).hexdigest(),
        files=files + (", …" if len(header.inputs) > MOST_NAMED else ""),
    )  # fmt: skip


def verdict(author: Author) -> Iterator[Block]:
    """The grade, how much has an equivalent, how much lands, and why in that region."""
    plan, sov = author.plan, author.sov
    yield Heading(author.t("1. Verdict", "1. Verdict"))
    grade = author.of(words.GRADES[plan.verdict.grade])
    ids = tuple(plan.assessments.classes)
    land = landed(author.sov, author.t)
    yield Paragraph(
        (
            Run(text=f"{grade}. ", bold=True),
            Run(text=author.of(plan.verdict.headline, WHOLE) + " "),
            author.shown(land, ids, bold=True),
        ),
        "verdict",
    )
    for one in sov.region_because[:2]:
        yield Paragraph((author.said(one),))
