"""The engines of evidence. None imports another: that is their independence."""
