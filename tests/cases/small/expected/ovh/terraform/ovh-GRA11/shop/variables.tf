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

variable "image_ids" {
  description = "Image id by operating system; one that is not given is looked up by name. {} looks all up."
  type        = map(string)
}

variable "private_network_id" {
  description = "Private network for what names none that was read (OpenStack id)."
  type        = string
}

variable "private_subnet_id" {
  description = "Subnet of that private network (OpenStack id)."
  type        = string
}

variable "service_name" {
  description = "Public Cloud project id: 32 hexadecimal digits without dashes."
  type        = string
}
