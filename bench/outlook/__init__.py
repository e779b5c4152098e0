"""How well the outlook does: forecasts, joining, what-if runs."""
