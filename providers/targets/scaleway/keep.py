"""Secrets, keys and certificates: the containers and their rules, never their values."""

from planner.model.choice import Design, Loss, Refusal
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import EncryptionKey, Secret
from providers.targets.scaleway import bought
from providers.targets.scaleway.said import loss
from providers.targets.scaleway.words import name_of, secret_path, tags_of

_LONGEST = 200


def secret(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A secret without a version: people write its value, so that no state ever holds it."""
    spec = resource.spec if isinstance(resource.spec, Secret) else Secret()
    if spec.vault:
        return Design(values={}, without_terraform=True, losses=(loss(around, "vault-is-path"),))
    path, name = secret_path(resource.name)
    told = (
        (bool(spec.key), "secret-key"),
        (bool(spec.rotation_days), "secret-rotation"),
    )
    return Design(
        values={
            "name": name,
            "path": path,
            "description": spec.description[:_LONGEST] or None,
            "tags": tags_of(resource),
        },
        quantities=(
            bought.monthly(around, "secret-version", ("secret", "version"), spec.versions or 1),
        ),
        losses=tuple(loss(around, name) for holds, name in told if holds),
    )


def key(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A key of the usage and algorithm of the source's; its material stays where it is."""
    spec = resource.spec if isinstance(resource.spec, EncryptionKey) else EncryptionKey()
    algorithm, usage, known = _algorithm(spec, around)
    losses: list[Loss] = []
    if not known:
        losses.append(loss(around, "key-algorithm", asked=spec.algorithm, algorithm=algorithm))
    told = ((spec.hsm, "key-hsm"), (spec.multi_region, "key-regions"))
    losses += [loss(around, name) for holds, name in told if holds]
    symmetric = usage == "symmetric_encryption"
    if spec.rotation_days and not symmetric:
        losses.append(loss(around, "key-rotation"))
    days = spec.rotation_days if symmetric else None
    return Design(
        values={
            "name": name_of(resource),
            "description": spec.description[:_LONGEST] or None,
            "usage": usage,
            "algorithm": algorithm,
            "rotation": f"{days * 24}h" if days else None,
            "tags": tags_of(resource),
        },
        quantities=(bought.monthly(around, "key", ("kms", "key")),),
        losses=tuple(losses),
    )


def _algorithm(spec: EncryptionKey, around: Surroundings) -> tuple[str, str, bool]:
    """(algorithm, usage, is it the source's?): the pair is not checked before the service."""
    table: dict[str, dict[str, str]] = around.setting("key_algorithms")
    signs = "sign" in spec.usage.lower()
    asked = spec.algorithm.upper().replace("-", "_")
    row = table.get(f"{asked}:SIGN" if signs else asked) or table.get(asked)
    if row is None:
        row = table["DEFAULT:SIGN" if signs else "DEFAULT"]
        return row["algorithm"], row["usage"], not asked
    return row["algorithm"], row["usage"], True


def certificate(resource: Resource, around: Surroundings) -> Design | Refusal:
    """Nothing of its own: the balancer that serves a name asks for its certificate."""
    used = any(str(other.kind).startswith("network.lb") for other in around.dependents(resource))
    losses = () if used else (loss(around, "certificate-unused"),)
    return Design(values={}, without_terraform=True, losses=losses)
