"""What is known of one resource, as a page for people."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from planner.cli.words import Words, printable
from planner.model.text import Text
from planner.pricing import euros

Facts = Mapping[str, Any]

_WIDTH = 13
_SEVERAL = 2

_LISTS = {
    "origins": Text(
        en="Read in (the first is taken where they disagree)",
        fr="Lu dans (le premier est retenu en cas de divergence)",
    ),
    "duties": Text(en="Duties of its data", fr="Exigences de ses données"),
    "other places": Text(
        en="Places that meet every duty, nearest first",
        fr="Lieux qui satisfont toutes les exigences, les plus proches d'abord",
    ),
    "losses": Text(en="Losses", fr="Pertes"),
    "why not": Text(en="Why not something else", fr="Pourquoi pas autre chose"),
    "costs": Text(en="Costs a month (once: in all)", fr="Coûts par mois (une fois : en tout)"),
    "without price": Text(en="Without price", fr="Sans prix"),
    "steps": Text(en="Steps", fr="Étapes"),
    "depends on": Text(en="Depends on", fr="Dépend de"),
    "needed by": Text(en="Needed by", fr="Nécessaire à"),
    "messages": Text(en="Messages", fr="Messages"),
}


def page(found: Facts, words: Words) -> Iterator[str]:
    """The lines of one resource."""
    yield printable(found["resource"])
    for label, text in _head(found, words):
        if text:
            yield f"  {words.of(label):<{_WIDTH}} {printable(text)}"
    for name, title in _LISTS.items():
        rows = found[name]
        if name == "origins" and len(rows) < _SEVERAL:
            continue  # it stands above
        yield f"  {words.of(title)}{'' if rows else words.t(': none', ' : aucun')}"
        for row in rows:
            yield f"    - {printable(_ROW[name](row, words) if name in _ROW else str(row))}"


def _head(found: Facts, words: Words) -> Iterator[tuple[Text, str]]:
    read, application, terraform = found["read"], found["application"], found["terraform"]
    yield Text(en="name", fr="nom"), read["name"]
    kind = read["kind"] or words.t("unknown kind", "genre inconnu")
    yield Text(en="kind", fr="genre"), f"{kind} ({read['native_type']})"
    place = " ".join(read[name] for name in ("cloud", "account", "region") if read[name])
    yield Text(en="read in", fr="lu dans"), f"{read['file']}, {read['place']} ({place})"
    wave = application["wave"]
    wave = "–" if wave is None else wave
    yield (
        Text(en="application", fr="application"),
        f"{application['application']}, {words.t('wave', 'vague')} {wave}",
    )
    if found["machine"]:
        yield Text(en="machine", fr="machine"), _machine(found["machine"], words)
    yield Text(en="needs", fr="besoins"), _plain(found["needs"])
    if found["classes"]:
        yield Text(en="data", fr="données"), ", ".join(found["classes"])
    yield Text(en="choice", fr="choix"), _choice(found["choice"], words)
    yield Text(en="above need", fr="excédent"), found["choice"].get("above_need", "")
    yield Text(en="instead", fr="à défaut"), found["choice"].get("fallback", "")
    address = "/".join(word for word in (terraform["root"], terraform["address"]) if word)
    yield Text(en="Terraform", fr="Terraform"), address or "–"


def _machine(need: Facts, words: Words) -> str:
    """What a size must hold; what nothing tells is said to be unknown, not left out."""
    unknown = words.t("unknown", "inconnu")
    memory = need["memory_gib"]
    parts = [
        f"{need['vcpus'] or unknown} vCPU",
        f"{unknown if memory is None else format(memory, 'g')} {words.t('GiB', 'Gio')}",
        need["architecture"] or f"{words.t('architecture', 'architecture')} {unknown}",
        f"{need['gpus']} GPU" if need["gpus"] else "",
        need["os"] or ("" if need["managed"] else f"{words.t('system', 'système')} {unknown}"),
        need["licence"],
        need["software"],
    ]
    return ", ".join(part for part in parts if part)


def _choice(choice: Facts, words: Words) -> str:
    if "reason" in choice:
        named = f" ({choice['service']})" if choice["service"] else ""
        return f"{words.t('none', 'aucun')}{named}{words.colon}{choice['reason']}"
    what = ", ".join(word for word in (choice["service"], choice["size"]) if word)
    scheme = choice["qualification"] or words.t("to be verified", "à vérifier")
    qualification = words.t("qualification", "qualification")
    return f"{what} ({choice['fit']}, {choice['method']}; {qualification}{words.colon}{scheme})"


def _plain(value: object) -> str:
    """Nested facts in one line: `size m6i.large; boot_disk (size_gib 30; tier gp3)`."""
    if isinstance(value, Mapping):
        return "; ".join(f"{name} {_inner(item)}" for name, item in value.items() if name != "spec")
    if isinstance(value, list):
        return ", ".join(_inner(item) for item in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _inner(value: object) -> str:
    return f"({_plain(value)})" if isinstance(value, Mapping) else _plain(value)


_STATES = {
    "met": Text(en="met by this evidence", fr="satisfaite selon ces preuves"),
    "broken": Text(en="NOT MET", fr="NON SATISFAITE"),
    "to-be-verified": Text(en="TO BE VERIFIED", fr="À VÉRIFIER"),
    "open": Text(en="to be shown by people", fr="à montrer par des personnes"),
}


def _duty(row: Facts, words: Words) -> str:
    shown = f" [{', '.join(row['evidence'])}]" if row["evidence"] else ""
    clause = f"; {words.t('clause', 'clause')}{words.colon}{row['clause']}" if row["clause"] else ""
    source = f" ({row['clause_source']})" if row["clause_source"] else ""
    state = words.of(_STATES[row["state"]])
    return f"{row['duty']} – {state}{words.colon}{row['because']}{shown}{clause}{source}"


def _loss(row: Facts, words: Words) -> str:
    return f"{row['weight']}{words.colon}{row['problem']} → {row['instead']}"


def _runner_up(row: Facts, words: Words) -> str:
    return f"{row['service']}{words.colon}{row['reason']}"


_SIDES = {
    "now": Text(en="now", fr="aujourd'hui"),
    "then": Text(en="then", fr="ensuite"),
    "once": Text(en="once", fr="une fois"),
}


def _cost(row: Facts, words: Words) -> str:
    likely = euros(row["eur_likely"], words.language)
    if row["eur_low"] != row["eur_high"]:
        low, high = (euros(row[name], words.language) for name in ("eur_low", "eur_high"))
        likely = f"{likely} ({low} – {high})"
    quantity = format(Decimal(row["quantity"]).normalize(), "f")
    unit = f"{quantity} {row['unit']} × {row['unit_price']} {row['currency']}"
    proxy = f"; {words.t('proxy', 'approximation')} {row['proxy']}" if row["proxy"] else ""
    price = f"{row['price_date']}, {row['price_source']}"
    bought = f"{words.of(_SIDES[row['side']])}{words.colon}{row['component']} {row['sku']}"
    return f"{bought}{words.colon}{likely} = {unit} [{price}{proxy}]"


def _unpriced(row: Facts, words: Words) -> str:
    side = words.of(_SIDES[row["side"]])
    return f"{side}{words.colon}{row['component']} ({row['why']}){words.colon}{row['reason']}"


def _step(row: Facts, words: Words) -> str:
    wave = f"{words.t('wave', 'vague')} {row['wave']}"
    moved = f", {row['gib']:g} {words.t('GiB', 'Gio')}" if row["gib"] is not None else ""
    return f"{wave}{words.colon}{row['title']}, {row['minutes_likely']:.0f} min{moved}"


def _message(row: Facts, words: Words) -> str:
    return f"{row['severity']}{words.colon}{row['detail']} → {row['remedy']}"


def _read_in(row: Facts, _words: Words) -> str:
    return f"{row['file']}, {row['place']}" + (f" ({row['form']})" if row["form"] else "")


_ROW = {
    "origins": _read_in,
    "duties": _duty,
    "losses": _loss,
    "why not": _runner_up,
    "costs": _cost,
    "without price": _unpriced,
    "steps": _step,
    "messages": _message,
}
