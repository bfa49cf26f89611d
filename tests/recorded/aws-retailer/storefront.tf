# The shop: CloudFront and an application load balancer before a group of web servers.
resource "aws_acm_certificate" "shop" {
  domain_name               = "www.${local.domain}"
  subject_alternative_names = [local.domain, "api.${local.domain}"]
  validation_method         = "DNS"
  tags                      = local.storefront
}

resource "aws_lb" "shop" {
  name                       = "storefront"
  load_balancer_type         = "application"
  subnets                    = [for subnet in aws_subnet.public : subnet.id]
  security_groups            = [aws_security_group.balancer.id]
  enable_deletion_protection = true
  access_logs {
    bucket  = aws_s3_bucket.logs.id
    prefix  = "storefront"
    enabled = true
  }
  tags = local.storefront
}

resource "aws_lb_target_group" "shop" {
  for_each = { web = "/healthz", api = "/api/healthz" }
  name     = "storefront-${each.key}"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = aws_vpc.production.id
  health_check {
    path                = each.value
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
    matcher             = "200-299"
  }
  stickiness {
    type    = "lb_cookie"
    enabled = each.key == "web"
  }
  tags = local.storefront
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.shop.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type = "redirect"
    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.shop.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = aws_acm_certificate.shop.arn
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.shop["web"].arn
  }
}

resource "aws_lb_listener_rule" "api" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 10
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.shop["api"].arn
  }
  condition {
    path_pattern {
      values = ["/api/*"]
    }
  }
}

resource "aws_lb_listener_rule" "api_host" {
  listener_arn = aws_lb_listener.https.arn
  priority     = 20
  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.shop["api"].arn
  }
  condition {
    host_header {
      values = ["api.${local.domain}"]
    }
  }
}

resource "aws_iam_role" "storefront" {
  name        = "storefront-web"
  description = "What the web servers may do"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
  tags = local.storefront
}

resource "aws_iam_role_policy" "storefront" {
  name = "media-and-secrets"
  role = aws_iam_role.storefront.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "${aws_s3_bucket.media.arn}/*" },
      { Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = aws_secretsmanager_secret.payment.arn },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "storefront_ssm" {
  role       = aws_iam_role.storefront.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_instance_profile" "storefront" {
  name = "storefront-web"
  role = aws_iam_role.storefront.name
  tags = local.storefront
}

resource "aws_launch_template" "storefront" {
  name                   = "storefront-web"
  image_id               = data.aws_ami.linux.id
  instance_type          = "m6i.large"
  key_name               = aws_key_pair.operations.key_name
  vpc_security_group_ids = [aws_security_group.storefront.id]
  user_data              = base64encode("#!/bin/sh\nsystemctl enable --now storefront\n")
  iam_instance_profile {
    name = aws_iam_instance_profile.storefront.name
  }
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_size = 30
      volume_type = "gp3"
      encrypted   = "true"
    }
  }
  metadata_options {
    http_tokens = "required"
  }
  tags = merge(local.storefront, { os = "amazon-linux-2023" })
}

resource "aws_autoscaling_group" "storefront" {
  name                = "storefront-web"
  min_size            = 3
  desired_capacity    = 4
  max_size            = 12
  vpc_zone_identifier = [for subnet in aws_subnet.private : subnet.id]
  target_group_arns   = [for group in aws_lb_target_group.shop : group.arn]
  health_check_type   = "ELB"
  launch_template {
    id      = aws_launch_template.storefront.id
    version = "$Latest"
  }
  dynamic "tag" {
    for_each = merge(local.storefront, { Name = "storefront-web" })
    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = true
    }
  }
  wait_for_capacity_timeout = "0"
}

resource "aws_autoscaling_policy" "storefront" {
  name                   = "cpu-55"
  autoscaling_group_name = aws_autoscaling_group.storefront.name
  policy_type            = "TargetTrackingScaling"
  target_tracking_configuration {
    target_value = 55
    predefined_metric_specification {
      predefined_metric_type = "ASGAverageCPUUtilization"
    }
  }
}

resource "aws_autoscaling_schedule" "sales" {
  scheduled_action_name  = "evening-peak"
  autoscaling_group_name = aws_autoscaling_group.storefront.name
  recurrence             = "0 17 * * *"
  time_zone              = "Europe/Paris"
  min_size               = 6
  desired_capacity       = 6
  max_size               = 12
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "storefront-5xx"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_Target_5XX_Count"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  threshold           = 20
  comparison_operator = "GreaterThanThreshold"
  alarm_actions       = [aws_sns_topic.alerts.arn]
  dimensions          = { LoadBalancer = aws_lb.shop.arn_suffix }
  tags                = local.storefront
}

resource "aws_elasticache_subnet_group" "sessions" {
  name       = "storefront-sessions"
  subnet_ids = [for subnet in aws_subnet.data : subnet.id]
  tags       = local.storefront
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id       = "storefront-sessions"
  description                = "Sessions and baskets"
  engine                     = "redis"
  engine_version             = "7.1"
  node_type                  = "cache.r6g.large"
  num_cache_clusters         = 2
  automatic_failover_enabled = true
  multi_az_enabled           = true
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  subnet_group_name          = aws_elasticache_subnet_group.sessions.name
  security_group_ids         = [aws_security_group.cache.id]
  snapshot_retention_limit   = 3
  tags                       = local.storefront
}

resource "aws_s3_bucket" "media" {
  bucket = "belmont-storefront-media"
  tags   = merge(local.storefront, { data-class = "public" })
}

resource "aws_s3_bucket_versioning" "media" {
  bucket = aws_s3_bucket.media.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "media" {
  bucket = aws_s3_bucket.media.id
  rule {
    id     = "old-collections"
    status = "Enabled"
    filter {
      prefix = "collections/"
    }
    transition {
      days          = 180
      storage_class = "STANDARD_IA"
    }
  }
}

resource "aws_s3_bucket_cors_configuration" "media" {
  bucket = aws_s3_bucket.media.id
  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["https://www.${local.domain}"]
  }
}

resource "aws_s3_bucket_public_access_block" "media" {
  bucket                  = aws_s3_bucket.media.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_cloudfront_distribution" "shop" {
  enabled             = true
  comment             = "Shop and media"
  aliases             = ["www.${local.domain}"]
  price_class         = "PriceClass_100"
  wait_for_deployment = false
  origin {
    origin_id   = "shop"
    domain_name = aws_lb.shop.dns_name
    custom_origin_config {
      http_port              = 80
      https_port             = 443
      origin_protocol_policy = "https-only"
      origin_ssl_protocols   = ["TLSv1.2"]
    }
  }
  origin {
    origin_id   = "media"
    domain_name = aws_s3_bucket.media.bucket_regional_domain_name
  }
  default_cache_behavior {
    target_origin_id       = "shop"
    viewer_protocol_policy = "redirect-to-https"
    allowed_methods        = ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"]
    cached_methods         = ["GET", "HEAD"]
    forwarded_values {
      query_string = true
      cookies {
        forward = "all"
      }
    }
  }
  restrictions {
    geo_restriction {
      restriction_type = "none"
    }
  }
  viewer_certificate {
    acm_certificate_arn = aws_acm_certificate.shop.arn
    ssl_support_method  = "sni-only"
  }
  tags = local.storefront
}

resource "aws_wafv2_web_acl" "shop" {
  name  = "storefront"
  scope = "REGIONAL"
  default_action {
    allow {}
  }
  rule {
    name     = "rate"
    priority = 1
    action {
      block {}
    }
    statement {
      rate_based_statement {
        limit              = 2000
        aggregate_key_type = "IP"
      }
    }
    visibility_config {
      cloudwatch_metrics_enabled = true
      metric_name                = "rate"
      sampled_requests_enabled   = true
    }
  }
  visibility_config {
    cloudwatch_metrics_enabled = true
    metric_name                = "storefront"
    sampled_requests_enabled   = true
  }
  tags = local.storefront
}

resource "aws_route53_record" "shop" {
  for_each = toset(["www", "api"])
  zone_id  = aws_route53_zone.public.zone_id
  name     = "${each.key}.${local.domain}"
  type     = "A"
  alias {
    name                   = each.key == "www" ? aws_cloudfront_distribution.shop.domain_name : aws_lb.shop.dns_name
    zone_id                = each.key == "www" ? aws_cloudfront_distribution.shop.hosted_zone_id : aws_lb.shop.zone_id
    evaluate_target_health = false
  }
}

resource "aws_secretsmanager_secret" "payment" {
  name        = "storefront/payment-provider"
  description = "Credentials of the payment provider"
  kms_key_id  = aws_kms_key.data.arn
  tags        = local.storefront
}

resource "aws_sns_topic" "alerts" {
  name = "platform-alerts"
  tags = local.platform
}
