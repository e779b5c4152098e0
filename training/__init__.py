"""How the trained reader came to be: data, syntax, training, export, fit. Needs requirements/training.txt."""
