"""The numbers of `scenarios/bank_call_centre.yaml`, read off a real call log.

``python -m docs.bank october.csv.gz`` reads the log and prints what it finds; the aggregates that
the page shows are kept beside it. The log itself is not shipped.
"""
