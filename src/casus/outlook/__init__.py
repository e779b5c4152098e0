"""The outlook: dated forecasts with their uncertainty, and what-if runs over promises and alliances."""
