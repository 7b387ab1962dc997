"""What a service is: the scenario, its variants, and whether they stand."""
