variable "region" {
  description = "Région OUTSCALE ; ses sous-régions sont la région et une lettre."
  type        = string
  default     = "eu-west-2"
}

variable "tags" {
  description = "Étiquettes mises sur chaque ressource qui en porte."
  type        = map(string)
  default = {
    managed-by = "terraform"
  }
}
