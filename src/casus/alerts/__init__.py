"""Alerts: rules that look at what is new in a ledger, and the notices of what they found (docs/alerts.md)."""
