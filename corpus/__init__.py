"""Our own annotated sentences, and the tools around them."""
