"""What is said of several inputs that tell of the same, and of what one lacks that another has."""

from planner.inventory.problem import Problem
from planner.model.text import Text

MERGE_PROBLEMS: dict[str, Problem] = {
    "seen-twice": Problem(
        "info",
        Text(
            en="Inputs tell of the same resources", fr="Des entrées décrivent les mêmes ressources"
        ),
        Text(
            en="Of what {name} tells, {place} tells as well: {why}. Each is one resource, and both "
            "origins are kept.",
            fr="De ce que décrit {name}, {place} décrit aussi : {why}. Chacune est une seule "
            "ressource, et les deux origines sont conservées.",
        ),
        Text(en="Nothing needs to be done.", fr="Il n'y a rien à faire."),
    ),
    "drift": Problem(
        "warning",
        Text(en="Inputs disagree on a resource", fr="Des entrées divergent sur une ressource"),
        Text(
            en="{why}. What stands first is taken: what runs before what was recorded, planned or "
            "billed, and the newer before the older.",
            fr="{why}. La première valeur est retenue : ce qui tourne avant ce qui a été enregistré, "
            "prévu ou facturé, et le plus récent avant le plus ancien.",
        ),
        Text(
            en="Find out which is right at the source; give only the newer input if one is out of date.",
            fr="Vérifiez à la source laquelle est juste ; ne donnez que l'entrée la plus récente si "
            "l'une est périmée.",
        ),
    ),
    "drift-more": Problem(
        "warning",
        Text(
            en="Inputs disagree on more resources",
            fr="Des entrées divergent sur d'autres ressources",
        ),
        Text(
            en="Inputs disagree on {why} more resources, which are not listed one by one.",
            fr="Des entrées divergent sur {why} autres ressources, qui ne sont pas listées une à une.",
        ),
        Text(
            en="Read fewer inputs at a time to see each, or give only the newer ones.",
            fr="Lisez moins d'entrées à la fois pour voir chacune, ou ne donnez que les plus récentes.",
        ),
    ),
    "same-unclear": Problem(
        "warning",
        Text(
            en="Resources may be the same as others", fr="Des ressources sont peut-être les mêmes"
        ),
        Text(
            en="{name} does not tell the account or region of {why} of its resources, and each may be "
            "any of several others, so that it is kept apart: {place}.",
            fr="{name} ne dit pas le compte ou la région de {why} de ses ressources, et chacune peut "
            "être l'une de plusieurs autres ; elle reste donc à part : {place}.",
        ),
        Text(
            en="Put the file into a folder named after its account and region, and read it anew.",
            fr="Mettez le fichier dans un dossier au nom de son compte et de sa région, et relisez-le.",
        ),
    ),
    "state-without-live": Problem(
        "warning",
        Text(
            en="A state tells of something that does not run",
            fr="Un état décrit quelque chose qui ne tourne pas",
        ),
        Text(
            en="{name}, {place}: this {why} is in the state, and what was asked of the cloud lists "
            "such things there and does not list it. It is planned as the state tells it.",
            fr="{name}, {place} : cette ressource {why} est dans l'état, et ce qui a été demandé au "
            "cloud liste de telles choses à cet endroit sans la lister. Elle est planifiée telle que "
            "l'état la décrit.",
        ),
        Text(
            en="If it was deleted by hand: `terraform apply -refresh-only` at the source, and read anew.",
            fr="Si elle a été supprimée à la main : `terraform apply -refresh-only` à la source, puis "
            "relisez.",
        ),
    ),
    "state-without-live-more": Problem(
        "warning",
        Text(
            en="States tell of more that does not run",
            fr="Des états décrivent d'autres choses qui ne tournent pas",
        ),
        Text(
            en="{place} more resources of states are not among what runs: {why}.",
            fr="{place} autres ressources d'états ne sont pas parmi ce qui tourne : {why}.",
        ),
        Text(
            en="Check that the states are of these accounts and up to date.",
            fr="Vérifiez que les états sont bien de ces comptes et à jour.",
        ),
    ),
    "live-without-state": Problem(
        "info",
        Text(
            en="Something runs that is in no state",
            fr="Quelque chose tourne sans être dans aucun état",
        ),
        Text(
            en="{place}: {name} resources run that are in none of the states that were read: {why}. "
            "They are planned like the others.",
            fr="{place} : {name} ressources tournent sans être dans aucun des états lus : {why}. "
            "Elles sont planifiées comme les autres.",
        ),
        Text(
            en="If they should be in Terraform: give the states that are missing, or import them.",
            fr="Si elles devraient être dans Terraform : donnez les états manquants, ou importez-les.",
        ),
    ),
}
