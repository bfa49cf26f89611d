"""The ladder of proof: what shows that the Terraform of a plan holds, rung by rung."""
