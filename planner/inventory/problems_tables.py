"""What reading says of lists of machines, registers and flow logs; filled in as the others are."""

from planner.inventory.problem import Problem
from planner.model.text import Text

TABLE_PROBLEMS: dict[str, Problem] = {
    "machine-nameless": Problem(
        "error",
        Text(en="A row names no machine", fr="Une ligne ne nomme aucune machine"),
        Text(
            en="{name}, {place}: neither a name nor an id stands there. It is not part of the plan.",
            fr="{name}, {place} : ni nom ni identifiant. Cette ligne ne fait pas partie du plan.",
        ),
        Text(en="Fill in the name.", fr="Renseignez le nom."),
    ),
    "machine-memory-unit": Problem(
        "warning",
        Text(en="Memory stands without a unit", fr="De la mémoire est donnée sans unité"),
        Text(
            en="{name}: {why} machines have a bare number in a column of memory that names no unit: "
            "below 1,024 it is read as GiB, from there on as MiB.",
            fr="{name} : {why} machines ont un simple nombre dans une colonne de mémoire sans unité : "
            "en dessous de 1 024 il est lu en Gio, au-delà en Mio.",
        ),
        Text(
            en="Call the column `memory_gib` or `memory_mib`.",
            fr="Appelez la colonne `memory_gib` ou `memory_mib`.",
        ),
    ),
    "register-nameless": Problem(
        "error",
        Text(en="A row of a register names nothing", fr="Une ligne d'un registre ne nomme rien"),
        Text(
            en="{name}, {place}: neither an id nor a name stands there.",
            fr="{name}, {place} : ni identifiant ni nom.",
        ),
        Text(en="Fill in the name.", fr="Renseignez le nom."),
    ),
    "register-of-nothing": Problem(
        "warning",
        Text(
            en="Rows of a register are of nothing that was read",
            fr="Des lignes d'un registre ne désignent rien de ce qui a été lu",
        ),
        Text(
            en="{name}: rows that name no resource of the inventory: {why}.",
            fr="{name} : lignes qui ne désignent aucune ressource de l'inventaire : {why}.",
        ),
        Text(
            en="Give the export that holds them too, or write their id in a column `resource id`.",
            fr="Donnez aussi l'export qui les contient, ou écrivez leur identifiant dans une colonne "
            "`resource id`.",
        ),
    ),
    "register-disagrees": Problem(
        "warning",
        Text(
            en="A register says otherwise than a tag",
            fr="Un registre contredit une étiquette",
        ),
        Text(
            en="{place}: the tag is kept, the register says otherwise ({why}).",
            fr="{place} : l'étiquette est conservée, le registre dit autre chose ({why}).",
        ),
        Text(
            en="Where the register is right, make an overrides file of it: `plan policy init "
            "--from-cmdb FILE`.",
            fr="Si le registre a raison, faites-en un fichier de corrections : `plan policy init "
            "--from-cmdb FICHIER`.",
        ),
    ),
}
