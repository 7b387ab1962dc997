"""The pages about the shipped scenarios: what is asked, modelled, found, surprising, doubtful."""
