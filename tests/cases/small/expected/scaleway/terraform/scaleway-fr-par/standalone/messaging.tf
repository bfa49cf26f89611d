# Every Queues (SQS):
# Lost (major): The interface is a part of SQS with keys of its own; other protocols (AMQP, Service Bus,
#   Pub/Sub) change their client. Instead: Use the AWS SDK with the endpoint of Scaleway.

# arn:aws:sqs:eu-west-3:123456789012:jobs (jobs)
resource "scaleway_mnq_sqs_queue" "jobs" {
  project_id                 = scaleway_mnq_sqs.main.project_id
  name                       = "jobs"
  fifo_queue                 = false
  message_max_age            = 345600
  visibility_timeout_seconds = 30
  sqs_endpoint               = scaleway_mnq_sqs.main.endpoint
  access_key                 = scaleway_mnq_sqs_credentials.admin.access_key
  secret_key                 = scaleway_mnq_sqs_credentials.admin.secret_key
}
