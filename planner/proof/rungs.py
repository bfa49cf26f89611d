"""The rungs in words: what each shows and what it cannot show."""

from msgspec import Struct

from planner.model.text import Text


class Rung(Struct, frozen=True):
    """One rung of the ladder."""

    number: int
    name: Text
    shows: Text
    cannot: Text


RUNGS: tuple[Rung, ...] = (
    Rung(
        1,
        Text(en="static", fr="statique"),
        Text(
            en="every file parses; every block, reference and literal value holds against the "
            "providers' schemas and known rules",
            fr="chaque fichier se lit ; chaque bloc, référence et valeur littérale respecte les "
            "schémas et les règles connues des fournisseurs",
        ),
        Text(
            en="values that expressions compute; anything only Terraform evaluates",
            fr="les valeurs que calculent les expressions ; tout ce que seul Terraform évalue",
        ),
    ),
    Rung(
        2,
        Text(en="double", fr="doublure"),
        Text(
            en="the tool itself formats, initialises, validates, plans, applies, sees no change on "
            "a second plan and destroys, against true schemas and stricter rules, with no network",
            fr="l'outil lui-même formate, initialise, valide, planifie, applique, ne voit aucun "
            "changement au second plan et détruit, avec les vrais schémas et des règles plus "
            "strictes, sans réseau",
        ),
        Text(
            en="what only the provider's own code or the cloud's API knows",
            fr="ce que seuls le code du fournisseur ou l'API du nuage savent",
        ),
    ),
    Rung(
        3,
        Text(en="real providers", fr="vrais fournisseurs"),
        Text(
            en="the real providers accept the configuration, and plan it where they can without "
            "an account",
            fr="les vrais fournisseurs acceptent la configuration, et la planifient quand ils le "
            "peuvent sans compte",
        ),
        Text(
            en="what the cloud's API refuses at apply",
            fr="ce que l'API du nuage refuse à l'application",
        ),
    ),
    Rung(
        4,
        Text(en="emulator", fr="émulateur"),
        Text(
            en="the real providers apply against an emulated API, see no change afterwards and "
            "destroy everything",
            fr="les vrais fournisseurs appliquent contre une API émulée, ne voient ensuite aucun "
            "changement et détruisent tout",
        ),
        Text(
            en="rights, quotas, stock, names taken, and every rule that the emulator lacks",
            fr="droits, quotas, stocks, noms déjà pris, et toute règle absente de l'émulateur",
        ),
    ),
    Rung(
        5,
        Text(en="your account", fr="votre compte"),
        Text(
            en="the real providers plan with your credentials; nothing is created",
            fr="les vrais fournisseurs planifient avec vos identifiants ; rien n'est créé",
        ),
        Text(
            en="rights to create, quotas, stock at the hour of the apply",
            fr="droits de création, quotas, stocks à l'heure de l'application",
        ),
    ),
)
"""In the order they are climbed."""
