"""The reference pages: prose and examples by hand, tables from the models and the registry."""
