"""Flow logs: who was seen to talk to whom, on which port, with how many bytes."""
