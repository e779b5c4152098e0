"""Who may use the desk: accounts, sessions, tokens, and the guards that every request passes."""
