# Orders and loyalty: a Kubernetes cluster, PostgreSQL, queues, functions and customer accounts.
locals {
  assume = { for service in ["eks", "ec2", "lambda"] : service => jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "${service}.amazonaws.com" } }]
  }) }
}

resource "aws_iam_role" "cluster" {
  name               = "orders-cluster"
  assume_role_policy = local.assume["eks"]
  tags               = local.orders
}

resource "aws_iam_role_policy_attachment" "cluster" {
  role       = aws_iam_role.cluster.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy"
}

resource "aws_iam_role" "nodes" {
  name               = "orders-nodes"
  assume_role_policy = local.assume["ec2"]
  tags               = local.orders
}

resource "aws_iam_role_policy_attachment" "nodes" {
  for_each   = toset(["AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy", "AmazonEC2ContainerRegistryReadOnly"])
  role       = aws_iam_role.nodes.name
  policy_arn = "arn:aws:iam::aws:policy/${each.key}"
}

resource "aws_eks_cluster" "orders" {
  name     = "orders"
  version  = "1.33"
  role_arn = aws_iam_role.cluster.arn
  vpc_config {
    subnet_ids              = [for subnet in aws_subnet.private : subnet.id]
    security_group_ids      = [aws_security_group.orders.id]
    endpoint_private_access = true
    endpoint_public_access  = true
    public_access_cidrs     = ["192.0.2.0/24"]
  }
  encryption_config {
    resources = ["secrets"]
    provider {
      key_arn = aws_kms_key.data.arn
    }
  }
  tags = local.orders
}

resource "aws_eks_node_group" "orders" {
  for_each        = { services = { size = "m6i.xlarge", count = 3, kind = "ON_DEMAND" }, batch = { size = "c6i.xlarge", count = 1, kind = "SPOT" } }
  cluster_name    = aws_eks_cluster.orders.name
  node_group_name = "orders-${each.key}"
  node_role_arn   = aws_iam_role.nodes.arn
  subnet_ids      = [for subnet in aws_subnet.private : subnet.id]
  instance_types  = [each.value.size]
  capacity_type   = each.value.kind
  disk_size       = 80
  ami_type        = "AL2023_x86_64_STANDARD"
  version         = "1.33"
  labels          = { pool = each.key }
  scaling_config {
    min_size     = each.value.count
    desired_size = each.value.count
    max_size     = each.value.count * 3
  }
  tags = local.orders
}

resource "aws_ecr_repository" "orders" {
  for_each             = toset(["orders-api", "orders-worker", "loyalty-api"])
  name                 = "belmont/${each.key}"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration {
    scan_on_push = true
  }
  tags = each.key == "loyalty-api" ? local.loyalty : local.orders
}

resource "aws_db_subnet_group" "orders" {
  name       = "orders"
  subnet_ids = [for subnet in aws_subnet.data : subnet.id]
  tags       = local.orders
}

resource "aws_db_parameter_group" "orders" {
  name   = "orders-postgres16"
  family = "postgres16"
  parameter {
    name  = "log_min_duration_statement"
    value = "500"
  }
  tags = local.orders
}

resource "aws_db_instance" "orders" {
  identifier                  = "orders"
  engine                      = "postgres"
  engine_version              = "16.8"
  instance_class              = "db.r6g.xlarge"
  allocated_storage           = 500
  max_allocated_storage       = 1000
  storage_type                = "gp3"
  storage_encrypted           = true
  kms_key_id                  = aws_kms_key.data.arn
  multi_az                    = true
  db_name                     = "orders"
  username                    = "orders_admin"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.orders.name
  parameter_group_name        = aws_db_parameter_group.orders.name
  vpc_security_group_ids      = [aws_security_group.orders_database.id]
  backup_retention_period     = 14
  deletion_protection         = true
  skip_final_snapshot         = true
  tags                        = merge(local.orders, { data-class = "payment" })
}

resource "aws_db_instance" "orders_replica" {
  identifier             = "orders-reporting"
  replicate_source_db    = aws_db_instance.orders.identifier
  instance_class         = "db.r6g.large"
  storage_encrypted      = true
  vpc_security_group_ids = [aws_security_group.orders_database.id]
  skip_final_snapshot    = true
  tags                   = merge(local.orders, { data-class = "personal" })
}

resource "aws_sqs_queue" "dead_orders" {
  name                      = "orders-dead"
  message_retention_seconds = 1209600
  kms_master_key_id         = aws_kms_key.data.key_id
  tags                      = local.orders
}

resource "aws_sqs_queue" "orders" {
  name                       = "orders-placed"
  visibility_timeout_seconds = 120
  message_retention_seconds  = 345600
  kms_master_key_id          = aws_kms_key.data.key_id
  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead_orders.arn
    maxReceiveCount     = 5
  })
  tags = local.orders
}

resource "aws_sqs_queue" "stock" {
  name                        = "stock-moves.fifo"
  fifo_queue                  = true
  content_based_deduplication = true
  tags                        = local.orders
}

resource "aws_sns_topic" "order_events" {
  name = "orders-events"
  tags = local.orders
}

resource "aws_sns_topic_subscription" "orders" {
  topic_arn = aws_sns_topic.order_events.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.orders.arn
}

resource "aws_iam_role" "invoices" {
  name               = "orders-invoices"
  assume_role_policy = local.assume["lambda"]
  tags               = local.orders
}


resource "aws_lambda_function" "invoices" {
  function_name = "orders-invoices"
  role          = aws_iam_role.invoices.arn
  runtime       = "python3.12"
  handler       = "invoices.handler"
  filename      = "${path.module}/function.zip"
  memory_size   = 512
  timeout       = 60
  environment {
    variables = { BUCKET = aws_s3_bucket.invoices.id }
  }
  tags = local.orders
}

resource "aws_lambda_event_source_mapping" "invoices" {
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.invoices.arn
  batch_size       = 10
}

resource "aws_cloudwatch_log_group" "invoices" {
  name              = "/aws/lambda/orders-invoices"
  retention_in_days = 30
  tags              = local.orders
}

resource "aws_s3_bucket" "invoices" {
  bucket = "belmont-orders-invoices"
  tags   = merge(local.orders, { data-class = "personal" })
}

resource "aws_s3_bucket_server_side_encryption_configuration" "invoices" {
  bucket = aws_s3_bucket.invoices.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

resource "aws_s3_bucket_versioning" "invoices" {
  bucket = aws_s3_bucket.invoices.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_secretsmanager_secret" "carrier" {
  name        = "orders/carrier-api"
  description = "Key of the parcel carrier"
  tags        = local.orders
}

resource "aws_secretsmanager_secret_version" "carrier" {
  secret_id                = aws_secretsmanager_secret.carrier.id
  secret_string_wo         = "filled in by hand"
  secret_string_wo_version = 1
}

resource "aws_route53_record" "database" {
  zone_id = aws_route53_zone.internal.zone_id
  name    = "orders-db.internal.${local.domain}"
  type    = "CNAME"
  ttl     = 60
  records = [aws_db_instance.orders.address]
}

resource "aws_dynamodb_table" "points" {
  name         = "loyalty-points"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "customer"
  range_key    = "day"
  attribute {
    name = "customer"
    type = "S"
  }
  attribute {
    name = "day"
    type = "S"
  }
  point_in_time_recovery {
    enabled = true
  }
  tags = local.loyalty
}

resource "aws_cognito_user_pool" "customers" {
  name                     = "loyalty-customers"
  auto_verified_attributes = ["email"]
  mfa_configuration        = "OFF"
  tags                     = local.loyalty
}

resource "aws_cognito_user_pool_client" "shop" {
  name         = "shop"
  user_pool_id = aws_cognito_user_pool.customers.id
}
