# arn:aws:ec2:eu-west-3:123456789012:security-group/sg-0a1b2c3d4e5f60001 (web)
resource "ovh_cloud_security_group" "web" {
  service_name = var.service_name
  region       = var.region
  name         = "web"
  description  = "web"
  rule = [
    {
      direction        = "INGRESS"
      ethernet_type    = "IPV4"
      protocol         = "TCP"
      port_range_min   = 443
      port_range_max   = 443
      remote_ip_prefix = "0.0.0.0/0"
      description      = "https"
    },
    {
      direction        = "EGRESS"
      ethernet_type    = "IPV4"
      protocol         = null
      port_range_min   = null
      port_range_max   = null
      remote_ip_prefix = "0.0.0.0/0"
      description      = null
    },
  ]
}
