# Stores of data: remove this file to be able to destroy them.
resource "scaleway_mnq_sqs_queue" "jobs" {
  lifecycle {
    prevent_destroy = true
  }
}
