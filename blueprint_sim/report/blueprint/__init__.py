"""The blueprint of a variant as a picture: what is shown, and how it is painted."""
