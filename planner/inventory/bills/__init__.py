"""Bills: what each resource was seen to cost, and what is charged without one."""
