variable "foundation_state" {
  description = "Où se trouve l'état du socle : un backend et sa configuration."
  type = object({
    backend = string
    config  = map(string)
  })
  default = {
    backend = "local"
    config = {
      path = "../foundation/terraform.tfstate"
    }
  }
}

variable "foundation" {
  description = "Sorties du socle données directement, au lieu de lire son état."
  type        = any
  default     = null
}

data "terraform_remote_state" "foundation" {
  count = var.foundation == null ? 1 : 0

  backend = var.foundation_state.backend
  config  = var.foundation_state.config
}

locals {
  foundation = try(data.terraform_remote_state.foundation[0].outputs, var.foundation)
}
