# Back office (a Windows ERP, its MySQL and files, supplier exchange) and analytics (forecasts).
resource "aws_instance" "erp" {
  ami                         = data.aws_ami.windows.id
  instance_type               = "m6i.2xlarge"
  subnet_id                   = aws_subnet.tools_private["a"].id
  vpc_security_group_ids      = [aws_security_group.backoffice.id]
  associate_public_ip_address = false
  key_name                    = aws_key_pair.operations.key_name
  root_block_device {
    volume_size = 120
    volume_type = "gp3"
    encrypted   = true
  }
  tags = merge(local.backoffice, { Name = "backoffice-erp", os = "windows-2016" })
}

resource "aws_ebs_volume" "erp" {
  availability_zone = "eu-west-3a"
  size              = 500
  type              = "gp3"
  iops              = 6000
  throughput        = 250
  encrypted         = true
  kms_key_id        = aws_kms_key.data.arn
  tags              = merge(local.backoffice, { Name = "backoffice-erp-data" })
}

resource "aws_volume_attachment" "erp" {
  device_name = "/dev/sdf"
  volume_id   = aws_ebs_volume.erp.id
  instance_id = aws_instance.erp.id
}

resource "aws_instance" "edi" {
  for_each                    = aws_subnet.tools_private
  ami                         = data.aws_ami.linux.id
  instance_type               = "t3.medium"
  subnet_id                   = each.value.id
  vpc_security_group_ids      = [aws_security_group.backoffice.id]
  associate_public_ip_address = false
  key_name                    = aws_key_pair.operations.key_name
  root_block_device {
    volume_size = 40
    volume_type = "gp3"
  }
  tags = merge(local.backoffice, { Name = "backoffice-edi-${each.key}", os = "amazon-linux-2023" })
}

resource "aws_lb" "edi" {
  name               = "backoffice-edi"
  load_balancer_type = "network"
  internal           = true
  subnets            = [for subnet in aws_subnet.tools_private : subnet.id]
  tags               = local.backoffice
}

resource "aws_lb_target_group" "edi" {
  name     = "backoffice-edi"
  port     = 443
  protocol = "TCP"
  vpc_id   = aws_vpc.tools.id
  tags     = local.backoffice
}

resource "aws_lb_listener" "edi" {
  load_balancer_arn = aws_lb.edi.arn
  port              = 443
  protocol          = "TCP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.edi.arn
  }
}

resource "aws_lb_target_group_attachment" "edi" {
  for_each         = aws_instance.edi
  target_group_arn = aws_lb_target_group.edi.arn
  target_id        = each.value.id
  port             = 443
}

resource "aws_instance" "bastion" {
  ami                    = data.aws_ami.linux.id
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.tools_public.id
  vpc_security_group_ids = [aws_security_group.backoffice.id]
  key_name               = aws_key_pair.operations.key_name
  tags                   = merge(local.platform, { Name = "bastion", os = "amazon-linux-2023" })
}

resource "aws_eip" "bastion" {
  domain   = "vpc"
  instance = aws_instance.bastion.id
  tags     = merge(local.platform, { Name = "bastion" })
}

resource "aws_db_subnet_group" "tools" {
  name       = "tools"
  subnet_ids = [for subnet in aws_subnet.tools_private : subnet.id]
  tags       = local.backoffice
}

resource "aws_db_instance" "erp" {
  identifier                  = "backoffice-erp"
  engine                      = "mysql"
  engine_version              = "8.0.40"
  instance_class              = "db.m6i.large"
  allocated_storage           = 200
  storage_type                = "gp3"
  storage_encrypted           = true
  kms_key_id                  = aws_kms_key.data.arn
  db_name                     = "erp"
  username                    = "erp_admin"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.tools.name
  vpc_security_group_ids      = [aws_security_group.backoffice.id]
  backup_retention_period     = 7
  skip_final_snapshot         = true
  tags                        = merge(local.backoffice, { data-class = "financial" })
}

resource "aws_efs_file_system" "exchange" {
  encrypted        = true
  performance_mode = "generalPurpose"
  throughput_mode  = "bursting"
  lifecycle_policy {
    transition_to_ia = "AFTER_30_DAYS"
  }
  tags = merge(local.backoffice, { Name = "backoffice-exchange" })
}

resource "aws_efs_mount_target" "exchange" {
  for_each        = aws_subnet.tools_private
  file_system_id  = aws_efs_file_system.exchange.id
  subnet_id       = each.value.id
  security_groups = [aws_security_group.backoffice.id]
}

resource "aws_ssm_parameter" "erp_address" {
  name  = "/backoffice/erp/address"
  type  = "String"
  value = "erp.internal.${local.domain}"
  tags  = local.backoffice
}

resource "aws_instance" "forecast" {
  ami                         = data.aws_ami.linux.id
  instance_type               = "g4dn.xlarge"
  subnet_id                   = aws_subnet.tools_private["b"].id
  vpc_security_group_ids      = [aws_security_group.analytics.id]
  associate_public_ip_address = false
  key_name                    = aws_key_pair.operations.key_name
  root_block_device {
    volume_size = 200
    volume_type = "gp3"
  }
  tags = merge(local.analytics, { Name = "analytics-forecast-gpu", os = "amazon-linux-2023" })
}

resource "aws_instance" "warehouse" {
  ami                         = data.aws_ami.linux.id
  instance_type               = "r6i.2xlarge"
  subnet_id                   = aws_subnet.tools_private["b"].id
  vpc_security_group_ids      = [aws_security_group.analytics.id]
  associate_public_ip_address = false
  key_name                    = aws_key_pair.operations.key_name
  root_block_device {
    volume_size = 60
    volume_type = "gp3"
  }
  tags = merge(local.analytics, { Name = "analytics-warehouse", os = "amazon-linux-2023" })
}

resource "aws_ebs_volume" "warehouse" {
  availability_zone = "eu-west-3b"
  size              = 2000
  type              = "gp2"
  tags              = merge(local.analytics, { Name = "analytics-warehouse-data" })
}

resource "aws_volume_attachment" "warehouse" {
  device_name = "/dev/sdg"
  volume_id   = aws_ebs_volume.warehouse.id
  instance_id = aws_instance.warehouse.id
}

resource "aws_ebs_snapshot" "warehouse" {
  volume_id   = aws_ebs_volume.warehouse.id
  description = "Before the 2026 reload"
  tags        = local.analytics
}

resource "aws_s3_bucket" "lake" {
  bucket = "belmont-analytics-lake"
  tags   = merge(local.analytics, { data-class = "internal" })
}

resource "aws_s3_bucket_lifecycle_configuration" "lake" {
  bucket = aws_s3_bucket.lake.id
  rule {
    id     = "raw"
    status = "Enabled"
    filter {
      prefix = "raw/"
    }
    transition {
      days          = 90
      storage_class = "GLACIER"
    }
    expiration {
      days = 1825
    }
  }
}

resource "aws_iam_role" "analytics" {
  name               = "analytics-lake"
  assume_role_policy = local.assume["ec2"]
  tags               = local.analytics
}

resource "aws_iam_policy" "lake" {
  name = "analytics-lake"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["s3:ListBucket", "s3:GetObject", "s3:PutObject"], Resource = [aws_s3_bucket.lake.arn, "${aws_s3_bucket.lake.arn}/*"] }]
  })
  tags = local.analytics
}

resource "aws_iam_role_policy_attachment" "lake" {
  role       = aws_iam_role.analytics.name
  policy_arn = aws_iam_policy.lake.arn
}

resource "aws_cloudwatch_event_rule" "nightly" {
  name                = "analytics-nightly"
  schedule_expression = "cron(0 2 * * ? *)"
  tags                = local.analytics
}
