"""What the templates print: each section's rows, made from the survey."""

from typing import Any

from planner.catalogue.data import data_path
from planner.catalogue.mappings import load_target
from planner.model.plan import MigrationPlan
from planner.outputs.report import sovereignty_words
from planner.outputs.report.applications import application_rows
from planner.outputs.report.costs import cost_view
from planner.outputs.report.gaps import gaps_view
from planner.outputs.report.losses import losses_view
from planner.outputs.report.picture import draw
from planner.outputs.report.sovereignty import headline_of, kept_values, landed, sovereignty_view
from planner.outputs.report.sovereignty_basis import shown
from planner.outputs.report.survey import Survey
from planner.outputs.report.timeline import waves_view
from planner.outputs.report.verdict import verdict_view


def contents(plan: MigrationPlan) -> dict[str, Any]:
    """Everything that `templates/report` needs, by name."""
    title, place, zones = where(plan)
    survey = Survey(plan, zones)
    applications = application_rows(survey)
    return {
        "plan": plan,
        "header": plan.header,
        "costs": plan.costs,
        "labels": survey.labels,
        "target": title,
        "place": place,
        "verdict": verdict_view(survey),
        "applications": applications,
        "picture": draw(survey, applications, f"{title} · {place}"),
        "losses": losses_view(survey),
        "waves": waves_view(survey),
        "money": cost_view(survey),
        "gaps": gaps_view(survey),
        **_sovereignty(survey),
    }


def _sovereignty(survey: Survey) -> dict[str, Any]:
    """What the page of sovereignty prints, and the headline on the first page."""
    found = survey.plan.assessments
    view = sovereignty_view(survey.plan, survey.application_of, survey.labels)
    unknown = [one for one, classes in found.classes.items()
               if any(each.name == "unknown" for each in classes)]  # fmt: skip
    return {
        "sov": view,
        "sovereign": sovereignty_words,
        "headline": headline_of(found, survey.language),
        "shown": shown,
        "numbers": view.evidence.numbers,
        "name_of": survey.resource_name,
        "kept_values": kept_values,
        "landed": landed,
        "every_resource": list(found.classes),
        "unknown_resources": unknown,
    }


def where(plan: MigrationPlan) -> tuple[str, str, tuple[str, ...]]:
    """Name of the target, its region as people say it, and the zones of that region."""
    target, region = plan.header.target, plan.header.region
    placed = tuple(sorted({zone for one in plan.placements for zone in one.zones}))
    if not data_path("mappings", target, "target.yaml").is_file():
        return target, region, placed
    settings = load_target(target).settings
    known = next((one for one in settings.regions if one.name == region), None)
    if known is None:
        return settings.title, region, placed
    place = f"{region} ({known.label})" if known.label else region
    return settings.title, place, known.zones
