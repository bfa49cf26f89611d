"""The small plan with an assessment made by hand: health data refused in part, sensitive data that land."""

from decimal import Decimal

from msgspec.structs import replace

from planner.model.choice import Choice, Unmapped
from planner.model.evidence import About, Evidence, FactName
from planner.model.plan import MigrationPlan
from planner.model.resource import ResourceId
from planner.model.sovereignty import (
    Alternative,
    ApplicationAssessment,
    Asked,
    Assessments,
    ClassOf,
    Continuity,
    Duty,
    Exposure,
    ExposureClass,
    Finding,
    LandingOption,
    Place,
    Refused,
    Residual,
    Slice,
    Statement,
)
from planner.model.text import Language, Text, same
from tests.unit.report.made import BASE, PAY, SHOP, made

VM, DB, SECOND = ResourceId("vm-1"), ResourceId("db-1"), ResourceId("vm-2")


def said(en: str, fr: str, *evidence: str, resources: tuple[ResourceId, ...] = ()) -> Statement:
    return Statement(Text(en=en, fr=fr), evidence, resources)


def entry(id_: str, fact: FactName, en: str, fr: str, **more: object) -> Evidence:
    plain = Evidence(
        id=id_, about=About(provider="aws"), fact=fact, value="unknown",
        claim=Text(en=en, fr=fr), kind="official", url="https://example.org/fact",
        retrieved="2026-11-01", published="2026-05", file="facts.yaml",
    )  # fmt: skip
    return replace(plain, **more)


EVIDENCE = (
    entry("aws-owner", "owner", "AWS belongs to Amazon.com, Inc., seated in the United States.",
          "AWS appartient à Amazon.com, Inc., dont le siège est aux États-Unis.",
          quote="a subsidiary of Amazon.com, Inc."),
    entry("cloud-act", "law", "The CLOUD Act reaches providers under US jurisdiction wherever data are.",
          "Le CLOUD Act atteint les fournisseurs soumis au droit américain où que soient les données.",
          kind="transcribed", about=About(law="cloud-act")),
    entry("health-code", "clause", "Health data are hosted by a host that holds the HDS label.",
          "Les données de santé sont hébergées par un hébergeur titulaire du label HDS.",
          about=About(scheme="hds"), quote="hébergeur de données de santé, certifié à cet effet"),
    entry("our-contract", "qualification", "The contract names HDS for virtual machines in fr-par.",
          "Le contrat nomme HDS pour les machines virtuelles à fr-par.", kind="user",
          url="contract 2026-17, annex 3", yours=True, about=About(provider="scaleway")),
    entry("scaleway-old", "statement", "No region outside the EU was found.",
          "Aucune région hors de l'UE n'a été trouvée.", kind="secondary", retrieved="2025-01-02",
          url="javascript:alert(1)", contested_by=("our-contract",),
          about=About(provider="scaleway", regions=("fr-par",))),
)  # fmt: skip

DUTIES = (
    Duty(id="health-hds", title=Text(en="A host holding HDS", fr="Un hébergeur titulaire de HDS"),
         clause="health-code", rule="qualified", schemes=("hds",)),
    Duty(id="eu-only", title=Text(en="Data stay in the EU", fr="Les données restent dans l'UE"),
         clause="", rule="area", area="eu"),
    Duty(id="register", title=Text(en="Keep a record of processing",
                                   fr="Tenir un registre des traitements"),
         clause="", rule="shown"),
)  # fmt: skip


def exposure(
    provider: str,
    region: str,
    service: str,
    grade: ExposureClass,
    best: ExposureClass | None = None,
) -> Exposure:
    owner = "aws-owner" if provider == "aws" else "scaleway-old"
    return Exposure(
        place=Place(provider=provider, region=region, services=(service,)),
        exposure=grade, best=best or grade,
        operates=said(f"{provider} runs it.", f"{provider} l'exploite.", owner),
        owns=said(f"The owner of {provider} is known.", f"Le propriétaire de {provider} est connu.",
                  owner),
        laws=(said("The CLOUD Act reaches it.", "Le CLOUD Act l'atteint.", "cloud-act"),)
        if provider == "aws" else (),
        data_in=said(f"Data lie in {region}.", f"Les données sont à {region}.", resources=(VM, DB)),
        keys=said("The provider holds the keys.", "Le fournisseur détient les clés.",
                  resources=(DB,)),
        opens=said("Whoever runs it can open the data.", "Qui l'exploite peut ouvrir les données.",
                   owner, resources=(DB,)),
        immunity=said("No qualification shows immunity.", "Aucune qualification ne montre d'immunité.",
                      owner),
        unknown=("technology",) if best else (),
    )  # fmt: skip


HDS = Finding(
    duty="health-hds", state="to-be-verified",
    because=said("No HDS qualification is recorded for this service in fr-par.",
                 "Aucune qualification HDS n'est connue pour ce service à fr-par.", "health-code"),
)  # fmt: skip

MET = Finding(
    duty="health-hds", state="met",
    because=said("Virtual machines in fr-par are HDS qualified.",
                 "Les machines virtuelles de fr-par sont qualifiées HDS.", "our-contract"),
)  # fmt: skip

OPEN = Finding(
    duty="register", state="open",
    because=said("Nothing in a configuration shows a record.",
                 "Aucune configuration ne montre un registre.", resources=(VM,)),
)  # fmt: skip

TOLD = ClassOf(name="health", origin="told", by="data-class=health")
COPIED = ClassOf(name="health", origin="inherited", by="vm-1")
NOT_TOLD = ClassOf(name="unknown", origin="assumed", by="unknown_data_class")

REFUSED = Refused(
    resource=SECOND, provider="scaleway", region="fr-par",
    service=Text(en="Service of compute.vm", fr="Service de compute.vm"),
    findings=(HDS,), classes=(COPIED,),
    alternatives=(
        Alternative(
            way="target", provider="outscale", region="cloudgouv-eu-west-1",
            service=same("OUTSCALE Compute"),
            because=said("It is recorded as HDS qualified.", "Elle est connue comme qualifiée HDS.",
                         "our-contract"),
        ),
    ),
)  # fmt: skip

APPLICATIONS = (
    ApplicationAssessment(application=BASE, classes=(), duties=(), landing="no-data",
                          region="fr-par"),
    ApplicationAssessment(
        application=PAY, classes=("unknown",), duties=("eu-only",), landing="lands",
        region="fr-par", before=(exposure("aws", "eu-west-3", "db.postgres", "E1"),),
        after=(exposure("scaleway", "fr-par", "db.postgres", "E4", "E5"),),
        unknown_stores=1,
    ),
    ApplicationAssessment(
        application=SHOP, classes=("health",), duties=("health-hds", "eu-only", "register"),
        landing="in-part", region="fr-par", refused=(SECOND,), open_duties=(OPEN,),
        before=(exposure("aws", "eu-west-3", "compute.vm", "E1"),),
        after=(exposure("aws", "eu-west-3", "compute.vm", "E1"),
               exposure("scaleway", "fr-par", "compute.vm", "E5")),
        not_improved=(
            said("Processors and their firmware come from outside the EU on both sides.",
                 "Les processeurs et leur micrologiciel viennent de hors de l'UE des deux côtés.",
                 "aws-owner"),
        ),
        continuity_before=Continuity(zones=3, replicas=1, backup_days=30, rto_minutes=5,
                                     rpo_minutes=0),
        continuity_after=Continuity(zones=2, replicas=None, backup_days=7, rto_minutes=60),
        asked=Asked(rto_minutes=30, rpo_minutes=15),
        continuity_losses=(
            said("Backups are kept 7 days, not 30.",
                 "Les sauvegardes sont gardées 7 jours, et non 30.", resources=(VM,)),
        ),
        stored_gib=Decimal(1536),
    ),
)  # fmt: skip

SLICES = (
    Slice(side="before", measure="applications", by="exposure", name="E1", amount=Decimal(2)),
    Slice(side="after", measure="applications", by="exposure", name="E1", amount=Decimal(1)),
    Slice(side="after", measure="applications", by="exposure", name="E4", amount=Decimal(1)),
    Slice(side="before", measure="data", by="exposure", name="E1", amount=Decimal(1536)),
    Slice(side="after", measure="data", by="exposure", name="E1", amount=Decimal(500)),
    Slice(side="after", measure="data", by="exposure", name="E5", amount=Decimal(1036)),
    Slice(side="before", measure="applications", by="qualification", name="to-be-verified",
          amount=Decimal(2)),
    Slice(side="after", measure="applications", by="qualification", name="to-be-verified",
          amount=Decimal(1)),
    Slice(side="after", measure="applications", by="qualification", name="not-needed",
          amount=Decimal(1)),
    Slice(side="before", measure="data", by="qualification", name="to-be-verified",
          amount=Decimal(1536)),
    Slice(side="after", measure="data", by="qualification", name="in-process", amount=Decimal(500)),
    Slice(side="after", measure="data", by="qualification", name="qualified", amount=Decimal(1036)),
)  # fmt: skip

BY_RESOURCE = tuple(
    Slice(side=side, measure="resources", by=by, name=name, amount=Decimal(amount))  # type: ignore[arg-type]
    for side, by, name, amount in (
        ("before", "exposure", "E1", 3), ("after", "exposure", "E1", 1),
        ("after", "exposure", "E4", 1), ("after", "exposure", "E5", 1),
        ("before", "qualification", "to-be-verified", 3),
        ("after", "qualification", "to-be-verified", 1),
        ("after", "qualification", "qualified", 1), ("after", "qualification", "not-needed", 1),
    )
)  # fmt: skip

ASSESSMENTS = Assessments(
    applications=APPLICATIONS,
    classes={DB: (NOT_TOLD,), VM: (TOLD,), SECOND: (COPIED,)},
    refused={SECOND: REFUSED},
    findings={VM: (MET, OPEN)},
    duties=DUTIES,
    class_titles={"health": Text(en="Health", fr="Santé"),
                  "unknown": Text(en="Not known", fr="Inconnue")},
    residuals=(
        Residual(
            category="identity", what="login.example.com",
            statement=said("Sign-in goes to a provider outside the EU.",
                           "La connexion passe par un fournisseur hors de l'UE.",
                           resources=(VM, SECOND)),
            resources=(VM, SECOND), applications=(SHOP,),
            alternative=said("Keycloak can be run in the EU.", "Keycloak peut tourner dans l'UE.",
                             "our-contract"),
        ),
        Residual(
            category="images", what="docker.io",
            statement=said("Images come from Docker Hub.", "Les images viennent de Docker Hub.",
                           resources=(VM,)),
            resources=(VM,), applications=(SHOP,),
        ),
    ),
    slices=tuple(sorted((*SLICES, *BY_RESOURCE))),
    options=(
        LandingOption(application=PAY, provider="scaleway", region="fr-par", landing="lands"),
        LandingOption(application=SHOP, provider="scaleway", region="fr-par", landing="in-part",
                      duties=("health-hds",)),
        LandingOption(application=SHOP, provider="outscale", region="cloudgouv-eu-west-1",
                      landing="lands"),
    ),
    region_because=(
        said("In nl-ams the database would be refused.", "À nl-ams la base serait refusée.",
             "health-code"),
    ),
    evidence=tuple(sorted(EVIDENCE, key=lambda one: one.id)),
    stale=("scaleway-old",),
)  # fmt: skip


def assessed(language: Language = "en", names: tuple[str, ...] = ()) -> MigrationPlan:
    """The plan made by hand, in which one machine of the shop is refused for its health data."""
    plan = made(language, names)
    choices: dict[ResourceId, Choice | Unmapped] = dict(plan.choices)
    choices[SECOND] = Unmapped(
        resource=SECOND,
        target="scaleway",
        reason="refused",
        clauses=("health-hds",),
        detail=HDS.because.text,
        fallback=Text(en="Take it to cloudgouv-eu-west-1.", fr="Placez-la à cloudgouv-eu-west-1."),
    )
    return replace(plan, choices=choices, assessments=ASSESSMENTS)
