"""What the engines are held against: a second engine, an auditor, conservation, random programs.

The second engine is `plain_engine`, with `plain_*` beside it. The auditor is `auditor`, with
`audit_*`, and with `by_whom`, `offers` and `stories` for what a log leaves open. Programs come from
`random_programs`, or from `specs` by way of `table_builder` and `table_*`; `features`, with
`feature_*`, tells what occurred in a run.
"""
