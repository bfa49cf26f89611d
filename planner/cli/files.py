"""The files that people give: policy, overrides, plans."""

from collections.abc import Collection
from difflib import get_close_matches
from math import inf
from pathlib import Path

import msgspec

from planner.catalogue.assumptions import canonical, load_assumptions
from planner.catalogue.data import load_yaml
from planner.catalogue.kinds import kinds
from planner.catalogue.mappings import load_target
from planner.cli.clouds import TARGETS
from planner.errors import InputError, UsageError
from planner.model.policy import Overrides, Policy
from planner.model.text import Text
from planner.outputs.document import PlanDocument, read
from planner.sovereignty.duties import duty_book


def policy_of(path: Path | None) -> Policy:
    """The policy file; the default policy where there is none.

    Raises:
        UsageError: an unknown key or a value that makes no sense, with file and line.
    """
    if path is None:
        return Policy()
    policy = load_yaml(path, Policy, error=UsageError)
    _check_words(policy, path)
    _check_regions(policy, path)
    _check_rightsize(policy, path)
    _check_preferred(policy, path)
    _check(policy, path)
    _check_classes(policy, path)
    return policy


def _check_classes(policy: Policy, path: Path) -> None:
    """Classes of data and duties that the policy names or adds."""
    try:
        duty_book(policy)
    except UsageError as error:
        error.source = path.name
        raise


def _check_words(policy: Policy, path: Path) -> None:
    """Keys that name something of ours: targets, kinds, assumptions."""
    assumptions = load_assumptions()
    known: dict[str, tuple[Collection[str], Collection[str]]] = {
        "regions": (policy.regions, TARGETS),
        "region_map": (policy.region_map, TARGETS),
        "fixed_minutes": (policy.fixed_minutes, kinds()),
        "prefer": (policy.prefer, kinds()),
        "assume": ({canonical(name): name for name in policy.assume}, assumptions),
    }
    for section, (given, valid) in known.items():
        for name in given:
            if name not in valid:
                near = get_close_matches(name, list(valid), n=1, cutoff=0)[0]
                raise UsageError(
                    Text(
                        en="A policy names something unknown", fr="Une politique nomme un inconnu"
                    ),
                    Text(
                        en=f"{section}: {name!r} is not known.",
                        fr=f"{section} : {name!r} est inconnu.",
                    ),
                    Text(en=f"The nearest is {near!r}.", fr=f"Le plus proche est {near!r}."),
                    source=path.name,
                    place=f"{section}.{name}",
                )


def _check_regions(policy: Policy, path: Path) -> None:
    """Regions of targets, named as such or as where a source region goes."""
    asked = [(f"regions.{target}", target, name) for target, name in policy.regions.items()]
    asked += [
        (f"region_map.{target}.{source}", target, name)
        for target, table in policy.region_map.items()
        for source, name in table.items()
    ]
    for place, target, name in asked:
        valid = [region.name for region in load_target(target).settings.regions]
        if name not in valid:
            near = get_close_matches(name, valid, n=1, cutoff=0)[0]
            raise UsageError(
                Text(en="A target has no such region", fr="Une cible n'a pas cette région"),
                Text(en=f"{place}: {name!r} is not known.", fr=f"{place} : {name!r} est inconnue."),
                Text(
                    en=f"The nearest is {near!r}; `plan targets` lists them all.",
                    fr=f"La plus proche est {near!r} ; `plan targets` les liste toutes.",
                ),
                source=path.name,
                place=place,
            )


def _check_preferred(policy: Policy, path: Path) -> None:
    """Mappings that a target must have for the kind, or `stay`."""
    if not policy.prefer:
        return
    catalogues = [load_target(name) for name in TARGETS]
    for kind, stem in policy.prefer.items():
        ways = {
            way.stem for one in catalogues for way in one.by_stem.values() if kind in way.kinds
        } | {"stay"}
        if stem not in ways:
            raise UsageError(
                Text(en="No target has this mapping", fr="Aucune cible n'a cette correspondance"),
                Text(
                    en=f"prefer.{kind}: {stem!r} does not answer this kind anywhere.",
                    fr=f"prefer.{kind} : {stem!r} ne répond à ce genre nulle part.",
                ),
                Text(
                    en=f"Choose one of: {', '.join(sorted(ways))}.",
                    fr=f"Choisissez parmi : {', '.join(sorted(ways))}.",
                ),
                source=path.name,
                place=f"prefer.{kind}",
            )


def _check_rightsize(policy: Policy, path: Path) -> None:
    """A wish that cannot be met is refused rather than passed over."""
    if policy.rightsize != "configured":
        raise UsageError(
            Text(en="Nothing measured is read yet", fr="Aucune mesure n'est encore lue"),
            Text(
                en=f"rightsize: {policy.rightsize} needs measured use, which no input brings today.",
                fr=f"rightsize: {policy.rightsize} demande des mesures, qu'aucune entrée n'apporte.",
            ),
            Text(
                en="Leave it at `configured`; give other sizes in the overrides file.",
                fr="Laissez `configured` ; donnez d'autres tailles dans le fichier de corrections.",
            ),
            source=path.name,
            place="rightsize",
        )


def _check(policy: Policy, path: Path) -> None:
    numbers = {
        "bandwidth_mbit": policy.bandwidth_mbit,
        "bandwidth_share": policy.bandwidth_share,
        "applications_per_wave": policy.applications_per_wave,
        "stale_price_days": policy.stale_price_days,
        **{f"fixed_minutes.{kind}": value for kind, value in policy.fixed_minutes.items()},
    }
    # "not in range" rather than "out of it": a number that is none compares false with all
    wrong = [name for name, value in numbers.items() if not 0 < value < inf]
    wrong += ["bandwidth_share"] if policy.bandwidth_share > 1 else []
    wrong += [
        f"assume.{name}"
        for name, amount in policy.assume.items()
        if not all(one.is_finite() for one in (amount.low, amount.likely, amount.high))
        or not 0 <= amount.low <= amount.likely <= amount.high
    ]
    if wrong:
        raise UsageError(
            Text(en="A policy value makes no sense", fr="Une valeur de politique est absurde"),
            Text(en=f"{', '.join(wrong)}: out of range.", fr=f"{', '.join(wrong)} : hors limites."),
            Text(
                en="Numbers are positive, shares at most 1, and low <= likely <= high.",
                fr="Les nombres sont positifs, les parts au plus 1, et low <= likely <= high.",
            ),
            source=path.name,
        )


def overrides_of(path: Path | None) -> Overrides:
    """The overrides file; none where there is none.

    Raises:
        UsageError: an unknown key, with file and line.
    """
    return load_yaml(path, Overrides, error=UsageError) if path is not None else Overrides()


def plan_document(folder: Path) -> PlanDocument:
    """`plan.json` of an output folder.

    Raises:
        InputError: there is none, or it is not one of ours.
    """
    path = folder / "plan.json"
    try:
        return read(path.read_bytes())
    except FileNotFoundError as error:
        raise InputError(
            Text(en="No plan here", fr="Pas de plan ici"),
            Text(en=f"{path.name} is not in {folder}.", fr=f"{path.name} n'est pas dans {folder}."),
            Text(
                en="Give the folder that `plan migrate --out` wrote (with --target all, one below it).",
                fr="Donnez le dossier écrit par `plan migrate --out` (avec --target all, un sous-dossier).",
            ),
        ) from error
    except msgspec.MsgspecError as error:
        raise InputError(
            Text(en="Not a plan of ours", fr="Ce n'est pas un de nos plans"),
            Text(en=f"{path.name}: {error}", fr=f"{path.name} : {error}"),
            Text(en="Write it again with `plan migrate`.", fr="Réécrivez-le avec `plan migrate`."),
        ) from error
