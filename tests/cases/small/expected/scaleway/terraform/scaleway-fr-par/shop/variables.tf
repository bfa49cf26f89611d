variable "region" {
  description = "Scaleway region of the regional resources."
  type        = string
  default     = "fr-par"
}

variable "zone" {
  description = "Default zone of the zonal resources; it belongs to the region."
  type        = string
  default     = "fr-par-1"
}

variable "api_url" {
  description = "Other API endpoint (an emulator, a proxy); null for the public API."
  type        = string
  default     = null
}

variable "secrets_version" {
  description = "Raise by one to renew every password of this root."
  type        = number
  default     = 1
}

variable "global_suffix" {
  description = "Appended to names that must be unique over all customers (buckets, registries), where one is taken."
  type        = string
  default     = ""
}

variable "image_ami_1" {
  description = "Label of a marketplace image, or id of an imported one, in place of ami-1."
  type        = string
}

variable "private_network_orders" {
  description = "Id of the private network of orders: its subnets were not read."
  type        = string
}
