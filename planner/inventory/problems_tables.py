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
    "flow-no-data": Problem(
        "info",
        Text(en="Interfaces had no traffic", fr="Des interfaces n'ont eu aucun trafic"),
        Text(
            en="{name}: {why} records say that an interface saw nothing in their minutes.",
            fr="{name} : {why} enregistrements disent qu'une interface n'a rien vu dans leurs minutes.",
        ),
        Text(en="Nothing needs to be done.", fr="Il n'y a rien à faire."),
    ),
    "flow-skipped": Problem(
        "warning",
        Text(
            en="A flow log left traffic out",
            fr="Un journal de flux a omis du trafic",
        ),
        Text(
            en="{name}: {why} records say that traffic was seen and not recorded, for want of "
            "capacity. Dependencies may be missing.",
            fr="{name} : {why} enregistrements disent que du trafic a été vu sans être enregistré, "
            "faute de capacité. Des dépendances peuvent manquer.",
        ),
        Text(en="Give logs of other days as well.", fr="Donnez aussi les journaux d'autres jours."),
    ),
    "flow-denied": Problem(
        "info",
        Text(en="Traffic was refused", fr="Du trafic a été refusé"),
        Text(
            en="{name}: {why} records are of traffic that a rule refused; they make no dependency.",
            fr="{name} : {why} enregistrements concernent du trafic refusé par une règle ; ils ne font "
            "aucune dépendance.",
        ),
        Text(en="Nothing needs to be done.", fr="Il n'y a rien à faire."),
    ),
    "flow-malformed": Problem(
        "error",
        Text(
            en="Records of a flow log cannot be read",
            fr="Des enregistrements d'un journal de flux ne peuvent pas être lus",
        ),
        Text(
            en="{name}: {why} records are not of the form that the log has.",
            fr="{name} : {why} enregistrements n'ont pas la forme que veut le journal.",
        ),
        Text(
            en="Look at the file, or export it anew.",
            fr="Regardez le fichier, ou refaites l'export.",
        ),
    ),
}
