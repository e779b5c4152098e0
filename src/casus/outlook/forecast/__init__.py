"""Deaths per country and month, one to twelve months ahead: laws of chance learned from the past, and their scores."""
