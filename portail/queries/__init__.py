"""What the pages that compose several links of the chain read: fixed statements, nothing written."""
