"""How an entry of the evidence store reads on a terminal."""

from planner.cli.words import Words, printable
from planner.model.evidence import About, Entity, Evidence, Label, Law, Qualified
from planner.model.text import Text
from planner.sovereignty.store import Store

_CROP = 48

_CUSTODY = {
    "eu": Text(en="staff in the EU", fr="personnel dans l'UE"),
    "worldwide": Text(en="staff worldwide", fr="personnel dans le monde entier"),
}


def subject_of(about: About) -> str:
    """Provider, law or scheme; regions; services."""
    parts = (
        about.provider, about.law, about.scheme, ", ".join(about.regions), ", ".join(about.services)
    )  # fmt: skip
    return " · ".join(part for part in parts if part)


def value_of(value: object, words: Words) -> str:
    """The value of an entry in a few words."""
    if isinstance(value, Qualified):
        spell = (
            value.version,
            words.t("since", "depuis") + f" {value.since}" if value.since else "",
            words.t("until", "jusqu'à") + f" {value.until}" if value.until else "",
        )
        told = ", ".join(part for part in spell if part)
        return f"{value.scheme}: {value.milestone}" + (f" ({told})" if told else "")
    if isinstance(value, Entity):
        return _entity(value, words)
    if isinstance(value, Law):
        return f"{words.of(value.title)} ({value.status})"
    if isinstance(value, Label):
        return f"{words.of(value.title)} ({value.granted_by})"
    return _plain(value, words)


def _entity(value: Entity, words: Words) -> str:
    access = {
        None: "",
        True: words.t("can reach the data", "peut atteindre les données"),
        False: words.t("cannot reach the data", "ne peut pas atteindre les données"),
    }[value.access]
    staff = words.of(_CUSTODY[value.staff]) if value.staff else ""
    return ", ".join(part for part in (f"{value.name} ({value.seat})", staff, access) if part)


def _plain(value: object, words: Words) -> str:
    if isinstance(value, bool):
        return words.t("yes", "oui") if value else words.t("no", "non")
    if isinstance(value, tuple):
        return ", ".join(value) or words.t("none found", "aucun trouvé")
    return str(value)


def cropped(text: str) -> str:
    """As much of a text as a column holds."""
    return text if len(text) <= _CROP else f"{text[: _CROP - 1]}…"


def named_by(entry: Evidence, store: Store) -> list[str]:
    """Ids of the entries that are based on this one."""
    return [one.id for one in store.entries if entry.id in one.based_on]


def page(entry: Evidence, store: Store, words: Words) -> str:
    """All that an entry holds."""
    lines = [entry.id, f"  {words.of(entry.claim)}", ""]
    told = [
        (words.t("fact", "fait"), entry.fact),
        (words.t("about", "porte sur"), subject_of(entry.about)),
        (words.t("value", "valeur"), value_of(entry.value, words)),
        (words.t("kind of source", "genre de source"), entry.kind),
        ("source", entry.url),
        (words.t("quote", "citation"), words.t(f'"{entry.quote}"', f"« {entry.quote} »")),
        (words.t("published", "publié"), entry.published),
        (words.t("looked at", "consulté"), entry.retrieved),
        (words.t("holds until", "vaut jusqu'au"), entry.expires),
        (words.t("file", "fichier"), _file(entry, words)),
    ]
    if not entry.quote:
        told = [line for line in told if line[0] not in ("quote", "citation")]
    width = max(len(name) for name, _ in told) + 2
    lines += [f"  {name:<{width}}{text}" for name, text in told if text]
    lines += _others(words.t("contested by", "contestée par"), entry.contested_by, store, words)
    lines += _others(words.t("based on", "fondée sur"), entry.based_on, store, words)
    lines += _others(words.t("base of", "fonde"), tuple(named_by(entry, store)), store, words)
    return "\n".join(printable(line) for line in lines)


def _file(entry: Evidence, words: Words) -> str:
    return entry.file + (words.t(" (yours)", " (le vôtre)") if entry.yours else "")


def _others(title: str, ids: tuple[str, ...], store: Store, words: Words) -> list[str]:
    if not ids:
        return []
    lines = ["", f"  {title}{words.colon}".rstrip()]
    for name in ids:
        other = store.by_id(name)
        lines.append(f"    {name}{words.colon}{words.of(other.claim) if other else '-'}")
    return lines
