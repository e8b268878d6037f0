"""A ledger becomes a page: LaTeX, and from it a PDF."""
