"""What the objects of the services above are called, where Terraform calls it otherwise."""

from providers.sources.aws.shape import Shape

SHAPES: dict[str, Shape] = {
    "aws_acm_certificate": Shape(arn=("certificate_arn",)),
    "aws_acmpca_certificate_authority": Shape(arn=("certificate_authority_arn",)),
    "aws_appconfig_application": Shape(id=("id",), build="appconfig:application/{}"),
    "aws_budgets_budget": Shape(
        id=("budget_name",),
        build="budgets:budget/{}",
        names={"budget_name": "name", "budget.budget_name": "name"},
        nameless=("region",),
    ),
    "aws_cloudformation_stack": Shape(
        id=("stack_name",),
        arn=("stack_id",),
        names={"stack_name": "name"},
        drop=("parameters", "outputs", "template_body"),
    ),
    "aws_cloudtrail": Shape(
        id=("name", "trail_name"),
        arn=("trail_arn",),
        names={
            "trail_name": "name",
        },
    ),
    "aws_cloudwatch_composite_alarm": Shape(
        id=("alarm_name",), arn=("alarm_arn",), names={"alarm_name": "name"}
    ),
    "aws_cloudwatch_dashboard": Shape(
        id=("dashboard_name",),
        arn=("dashboard_arn",),
        build="cloudwatch:dashboard/{}",
        nameless=("region",),
    ),
    "aws_cloudwatch_event_bus": Shape(id=("name",), build="events:event-bus/{}"),
    "aws_cloudwatch_event_rule": Shape(id=("name",), build="events:rule/{}"),
    "aws_cloudwatch_metric_alarm": Shape(
        id=("alarm_name",), arn=("alarm_arn",), build="cloudwatch:alarm:{}"
    ),
    "aws_codebuild_project": Shape(id=("name",), build="codebuild:project/{}"),
    "aws_codecommit_repository": Shape(
        id=("repository_id",), build="codecommit:{}", names={"repository_name": "name"}
    ),
    "aws_codepipeline": Shape(id=("name",), build="codepipeline:{}"),
    "aws_cognito_identity_pool": Shape(
        id=("identity_pool_id",),
        build="cognito-identity:identitypool/{}",
        names={"identity_pool_name": "name"},
    ),
    "aws_cognito_user_pool": Shape(
        id=("id", "user_pool_id"),
        build="cognito-idp:userpool/{}",
        names={"user_pool_name": "name"},
    ),
    "aws_cognito_user_pool_client": Shape(
        id=("client_id",), names={"client_name": "name"}, drop=("client_secret",)
    ),
    "aws_config_config_rule": Shape(
        id=("config_rule_name",),
        arn=("config_rule_arn",),
        names={"config_rule_name": "name"},
    ),
    "aws_config_configuration_recorder": Shape(id=("name",)),
    "aws_directory_service_directory": Shape(id=("directory_id",), build="ds:directory/{}"),
    "aws_guardduty_detector": Shape(id=("detector_id",), build="guardduty:detector/{}"),
    "aws_iam_access_key": Shape(id=("access_key_id",), names={"user_name": "user"}),
    "aws_iam_group": Shape(id=("group_name",), names={"group_name": "name"}),
    "aws_iam_openid_connect_provider": Shape(arn=("open_id_connect_provider_arn",)),
    "aws_iam_policy": Shape(
        id=("policy_name",), names={"policy_name": "name", "managed_policy_name": "name"}
    ),
    "aws_iam_saml_provider": Shape(),
    "aws_iam_server_certificate": Shape(
        id=("server_certificate_name",), names={"server_certificate_name": "name"}
    ),
    "aws_iam_user": Shape(id=("user_name",), names={"user_name": "name"}),
    "aws_iot_topic_rule": Shape(id=("rule_name",), arn=("rule_arn",), names={"rule_name": "name"}),
    "aws_kms_key": Shape(
        id=("key_id",),
        arn=("key_arn",),
        build="kms:key/{}",
        names={
            "description": "description",
            "customer_master_key_spec": "customer_master_key_spec",
        },
    ),
    "aws_organizations_account": Shape(id=("id",), drop=("email",)),
    "aws_secretsmanager_secret": Shape(
        id=("arn", "name"), drop=("secret_string", "generate_secret_string", "secret_binary")
    ),
    "aws_sesv2_email_identity": Shape(
        id=("identity_name",),
        build="ses:identity/{}",
        names={"identity_name": "name"},
    ),
    "aws_sfn_state_machine": Shape(
        id=("name", "state_machine_name"),
        arn=("state_machine_arn",),
        names={"state_machine_name": "name", "state_machine_type": "type"},
    ),
    "aws_scheduler_schedule": Shape(id=("name",)),
    "aws_sns_topic_subscription": Shape(arn=("subscription_arn",)),
    "aws_ssm_parameter": Shape(id=("name",), build="ssm:parameter/{}", drop=("value",)),
    "aws_transfer_server": Shape(id=("server_id",), build="transfer:server/{}"),
    "aws_xray_group": Shape(id=("group_name",), arn=("group_arn",), names={"group_name": "name"}),
}
