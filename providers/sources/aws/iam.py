"""IAM: roles with what they may do, instance profiles, policies, users and groups."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Kind
from planner.model.spec import Other, Role
from providers.sources.aws import arn
from providers.sources.aws.documents import allowed_actions, named_resources, principals
from providers.sources.aws.row import GLOBAL, Row


def _own(policies: tuple[str, ...]) -> tuple[str, ...]:
    """Policies of one's own account; AWS's are no part of an estate."""
    return tuple(word for word in policies if ":iam::aws:policy/" not in word)


def role(record: Record) -> Reading:
    """aws_iam_role: an identity that software takes."""
    row = Row(record)
    attached = tuple(sorted(row.texts("managed_policy_arns")))
    inline = [block.text("policy") for block in row.blocks("inline_policy")]
    actions = tuple(sorted({action for text in inline for action in allowed_actions(text)}))
    named = tuple(sorted({word for text in inline for word in named_resources(text)}))
    return row.reading(
        row.own_arn("iam", f"role/{row.text('name', 'id')}"),
        row.text("name") or row.name(),
        region=GLOBAL,
        spec=Role(
            description=row.text("description"),
            trusted=principals(row.text("assume_role_policy")),
            policies=attached,
            actions=actions,
        ),
        aliases=(arn.named("role", row.text("name")),),
        references=arn.references(
            ("uses", "managed_policy_arns", _own(attached)), ("uses", "policy", named)
        ),
    )


def role_policy(record: Record) -> Reading:
    """aws_iam_role_policy folds into its role: what it may do, with what."""
    row = Row(record)
    text = row.text("policy")
    return row.part(
        arn.named("role", row.text("role")),
        spec=Role(policies=row.texts("name"), actions=allowed_actions(text)),
        references=arn.references(("uses", "policy.Resource", named_resources(text))),
    )


def attachment(record: Record) -> Reading:
    """aws_iam_role_policy_attachment folds into its role."""
    row = Row(record)
    named = row.texts("policy_arn")
    return row.part(
        arn.named("role", row.text("role")),
        spec=Role(policies=named),
        references=arn.references(("uses", "policy_arn", _own(named))),
    )


def instance_profile(record: Record) -> Reading:
    """aws_iam_instance_profile folds into its role, which it gives a further name."""
    row = Row(record)
    name = row.text("name", "id")
    return Reading(
        id=row.arn,
        name=name or row.label,
        account=row.account,
        region=GLOBAL,
        tags=row.tags,
        part_of=arn.named("role", row.text("role")),
        aliases=tuple(
            word for word in (row.arn, arn.named("instance-profile", name), row.address) if word
        ),
        spec=Role(),
    )


def policy(record: Record) -> Reading:
    """aws_iam_policy: permissions that roles share."""
    row = Row(record)
    text = row.text("policy")
    return row.reading(
        row.own_arn("iam", f"policy/{row.text('name')}"),
        row.text("name") or row.name(),
        region=GLOBAL,
        spec=Role(description=row.text("description"), actions=allowed_actions(text)),
        references=arn.references(("uses", "policy.Resource", named_resources(text))),
    )


def identity(record: Record) -> Reading:
    """aws_iam_user, aws_iam_group and other identities of people."""
    row = Row(record)
    word = row.type.removeprefix("aws_iam_").replace("_", "-")
    return row.reading(
        row.own_arn("iam", f"{word}/{row.text('name', 'url', 'id')}"),
        row.text("name", "url") or row.name(),
        region=GLOBAL,
        spec=Other(),
        aliases=(arn.named(word, row.text("name")),),
    )


def of_user(record: Record) -> Reading:
    """Policies, memberships and profiles of a user fold into it."""
    row = Row(record)
    groups = tuple(arn.named("group", word) for word in row.texts("groups"))
    return row.part(
        arn.named("user", row.text("user")),
        spec=Other(),
        references=arn.references(("in", "groups", groups)),
    )


def of_group(record: Record) -> Reading:
    """Policies and memberships of a group fold into it."""
    row = Row(record)
    return row.part(arn.named("group", row.text("group")), spec=Other())


def access_key(record: Record) -> Reading:
    """aws_iam_access_key: that there is one; the key itself stays unread."""
    row = Row(record)
    return Reading(
        id="",
        name=row.label,
        account=row.account,
        region=GLOBAL,
        kind=Kind("iam.access_key"),
        spec=Other(tier=row.text("status").lower()),
        aliases=(row.address,),
        references=arn.references(("attached-to", "user", arn.named("user", row.text("user")))),
    )


RULES: dict[str, FromTerraform] = {
    "aws_iam_access_key": access_key,
    "aws_iam_group": identity,
    "aws_iam_group_membership": of_group,
    "aws_iam_group_policy": of_group,
    "aws_iam_group_policy_attachment": of_group,
    "aws_iam_instance_profile": instance_profile,
    "aws_iam_openid_connect_provider": identity,
    "aws_iam_policy": policy,
    "aws_iam_role": role,
    "aws_iam_role_policy": role_policy,
    "aws_iam_role_policy_attachment": attachment,
    "aws_iam_user": identity,
    "aws_iam_user_group_membership": of_user,
    "aws_iam_user_login_profile": of_user,
    "aws_iam_user_policy": of_user,
    "aws_iam_user_policy_attachment": of_user,
}
