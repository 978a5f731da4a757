"""May one remix it? Asking, answering, detaching, and offering back."""
