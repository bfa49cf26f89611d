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
