"""How records, readings and situations are put into words, the same in the terminal, on pages and in alerts."""
