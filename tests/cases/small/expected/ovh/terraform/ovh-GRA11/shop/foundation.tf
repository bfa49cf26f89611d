variable "foundation_state" {
  description = "Where the state of the foundation is: a backend and its configuration."
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
  description = "Outputs of the foundation given directly, instead of reading its state."
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
