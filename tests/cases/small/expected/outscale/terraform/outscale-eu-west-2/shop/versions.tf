terraform {
  required_version = ">= 1.11.0"

  required_providers {
    # OOS speaks S3; the outscale provider has no bucket resource.
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
    outscale = {
      source  = "outscale/outscale"
      version = "~> 1.8.0"
    }
  }
}
