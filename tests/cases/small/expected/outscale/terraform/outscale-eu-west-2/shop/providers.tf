# Credentials never stand in the configuration: the provider reads OSC_ACCESS_KEY and OSC_SECRET_KEY, or a
# profile of ~/.osc/config.json.
provider "outscale" {
  api {
    region = var.region
  }

  oks {
    region = var.region
  }
}

# Object storage, by S3. AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY hold an OUTSCALE access key; set as well, for
# every command: AWS_REQUEST_CHECKSUM_CALCULATION=WHEN_REQUIRED and AWS_RESPONSE_CHECKSUM_VALIDATION=WHEN_REQUIRED.
provider "aws" {
  region = var.region

  endpoints {
    s3 = coalesce(var.object_storage_endpoint, "https://oos.${var.region}.outscale.com")
  }

  s3_use_path_style           = true
  skip_credentials_validation = true # no STS
  skip_requesting_account_id  = true # no IAM, no STS
  skip_region_validation      = true # eu-west-2 is also a region of AWS, cloudgouv-eu-west-1 is not
  skip_metadata_api_check     = "true"
}
