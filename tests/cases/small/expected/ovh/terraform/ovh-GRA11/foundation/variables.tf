variable "region" {
  description = "Public Cloud region, such as GRA11 or EU-WEST-PAR."
  type        = string
  default     = "GRA11"
}

variable "ovh_endpoint" {
  description = "OVHcloud API endpoint: ovh-eu for the European entity, or a full URL."
  type        = string
  default     = "ovh-eu"
}

variable "openstack_auth_url" {
  description = "Keystone v3 endpoint of the Public Cloud."
  type        = string
  default     = "https://auth.cloud.ovh.net/v3"
}

variable "service_name" {
  description = "Public Cloud project id: 32 hexadecimal digits without dashes."
  type        = string
}
