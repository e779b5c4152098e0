"""The command line: reports in, readings or a brief out. No logic of its own."""
