# A made-up French retailer, "Galeries Belmont", as its own engineers would have written it.
# README.md says how the state in mappings/samples/aws-retailer is made from it.
terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region                      = "eu-west-3"
  access_key                  = "testing"
  secret_key                  = "testing"
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = false

  default_tags {
    tags = { environment = "production", managed-by = "terraform" }
  }

  endpoints {
    acm            = var.endpoint
    autoscaling    = var.endpoint
    backup         = var.endpoint
    cloudfront     = var.endpoint
    cloudtrail     = var.endpoint
    cloudwatch     = var.endpoint
    cloudwatchlogs = var.endpoint
    cognitoidp     = var.endpoint
    dynamodb       = var.endpoint
    ec2            = var.endpoint
    ecr            = var.endpoint
    efs            = var.endpoint
    eks            = var.endpoint
    elasticache    = var.endpoint
    elbv2          = var.endpoint
    events         = var.endpoint
    iam            = var.endpoint
    kms            = var.endpoint
    lambda         = var.endpoint
    rds            = var.endpoint
    route53        = var.endpoint
    s3             = var.endpoint
    s3control      = var.endpoint
    secretsmanager = var.endpoint
    sns            = var.endpoint
    sqs            = var.endpoint
    ssm            = var.endpoint
    sts            = var.endpoint
    wafv2          = var.endpoint
  }
}

variable "endpoint" {
  description = "Where the emulator listens."
  type        = string
  default     = "http://127.0.0.1:5555"
}

locals {
  domain     = "galeries-belmont.example"
  zones      = { a = "eu-west-3a", b = "eu-west-3b", c = "eu-west-3c" }
  storefront = { application = "storefront", owner = "equipe-web", criticality = "critical", cost-center = "CC-1100" }
  orders     = { application = "orders", owner = "equipe-commandes", criticality = "critical", cost-center = "CC-1200" }
  loyalty    = { application = "loyalty", owner = "equipe-fidelite", criticality = "high", cost-center = "CC-1300" }
  backoffice = { application = "back-office", owner = "equipe-si-gestion", criticality = "high", cost-center = "CC-2100" }
  analytics  = { application = "analytics", owner = "equipe-data", criticality = "medium", cost-center = "CC-3100" }
  platform   = { owner = "equipe-plateforme", criticality = "critical", cost-center = "CC-9000" }
}

data "aws_ami" "linux" {
  most_recent = true
  owners      = ["137112412989"]
  filter {
    name   = "name"
    values = ["al2023-ami-2023.*-kernel-6.1-x86_64"]
  }
}

data "aws_ami" "windows" {
  most_recent = true
  owners      = ["801119661308"]
  filter {
    name   = "name"
    values = ["Windows_Server-2016-English-Full-Base-*"]
  }
}

resource "aws_key_pair" "operations" {
  key_name   = "belmont-operations"
  public_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ4zUuU1kXWmrDdAl2yyJxnhyTn3gCWjQ5cVw1Dq2pZb operations@galeries-belmont.example"
  tags       = local.platform
}

resource "aws_kms_key" "data" {
  description         = "Data of the production databases, queues and volumes"
  enable_key_rotation = true
  tags                = merge(local.platform, { Name = "belmont-data" })
}

resource "aws_kms_alias" "data" {
  name          = "alias/belmont-data"
  target_key_id = aws_kms_key.data.key_id
}

resource "aws_route53_zone" "public" {
  name = local.domain
  tags = local.platform
}

resource "aws_route53_zone" "internal" {
  name = "internal.${local.domain}"
  vpc {
    vpc_id = aws_vpc.production.id
  }
  tags = local.platform
}

resource "aws_route53_record" "mail" {
  zone_id = aws_route53_zone.public.zone_id
  name    = local.domain
  type    = "MX"
  ttl     = 3600
  records = ["10 mx1.mail-provider.example", "20 mx2.mail-provider.example"]
}

resource "aws_route53_record" "spf" {
  zone_id = aws_route53_zone.public.zone_id
  name    = local.domain
  type    = "TXT"
  ttl     = 3600
  records = ["v=spf1 include:mail-provider.example -all"]
}

resource "aws_s3_bucket" "logs" {
  bucket = "belmont-access-logs"
  tags   = merge(local.platform, { data-class = "internal" })
}

resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  bucket = aws_s3_bucket.logs.id
  rule {
    id     = "expire"
    status = "Enabled"
    filter {}
    expiration {
      days = 365
    }
  }
}

resource "aws_s3_bucket_policy" "logs" {
  bucket = aws_s3_bucket.logs.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "cloudtrail.amazonaws.com" }
      Action    = ["s3:GetBucketAcl", "s3:PutObject"]
      Resource  = [aws_s3_bucket.logs.arn, "${aws_s3_bucket.logs.arn}/*"]
    }]
  })
}

resource "aws_cloudtrail" "audit" {
  name                  = "belmont-audit"
  s3_bucket_name        = aws_s3_bucket.logs.id
  is_multi_region_trail = true
  tags                  = local.platform
  depends_on            = [aws_s3_bucket_policy.logs]
}

resource "aws_backup_vault" "main" {
  name        = "belmont-daily"
  kms_key_arn = aws_kms_key.data.arn
  tags        = local.platform
}

resource "aws_backup_plan" "daily" {
  name = "belmont-daily"
  rule {
    rule_name         = "daily-35-days"
    target_vault_name = aws_backup_vault.main.name
    schedule          = "cron(0 3 * * ? *)"
    lifecycle {
      delete_after = 35
    }
  }
  tags = local.platform
}
