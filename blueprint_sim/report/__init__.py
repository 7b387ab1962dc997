"""What people see of a result: words, the page of the terminal, the folder of a run."""
