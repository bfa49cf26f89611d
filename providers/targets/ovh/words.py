"""Losses that several designs say."""

from planner.model.choice import Loss
from planner.model.text import Text


def customer_key(property_: str = "key") -> Loss:
    """Encrypted with a key of the customer at the source, with the provider's at OVHcloud."""
    return Loss(
        "customer-key",
        "major",
        Text(
            en="It is encrypted with a key of yours; OVHcloud encrypts it with a key of its own.",
            fr="Il est chiffré avec une clé à vous ; OVHcloud le chiffre avec une clé à lui.",
        ),
        Text(
            en="Encrypt in the application, or inside the volume, with a key kept in OVHcloud KMS.",
            fr="Chiffrez dans l'application, ou dans le volume, avec une clé gardée dans le KMS "
            "d'OVHcloud.",
        ),
        property_,
    )


def fewer_zones(property_: str) -> Loss:
    """Spread over zones at the source, in one at the target."""
    return Loss(
        "fewer-zones",
        "major",
        Text(
            en="It spans several zones at the source; this region of OVHcloud has one.",
            fr="Il couvre plusieurs zones à la source ; cette région d'OVHcloud n'en a qu'une.",
        ),
        Text(
            en="Choose a three-zone region (EU-WEST-PAR, EU-SOUTH-MIL) by the policy, or keep "
            "a copy "
            "in another region.",
            fr="Choisissez une région à trois zones (EU-WEST-PAR, EU-SOUTH-MIL) dans la politique, "
            "ou gardez une copie dans une autre région.",
        ),
        property_,
    )


def unmanaged_group(property_: str = "security_groups") -> Loss:
    """The service filters by address, not by security group."""
    return Loss(
        "no-security-group",
        "minor",
        Text(
            en="Security groups do not apply to it; access is by address range.",
            fr="Les groupes de sécurité ne s'y appliquent pas ; l'accès se fait par plage "
            "d'adresses.",
        ),
        Text(
            en="Its network's subnets are let in; narrow the list to those of its clients.",
            fr="Les sous-réseaux de son réseau sont admis ; réduisez la liste à ses clients.",
        ),
        property_,
    )
