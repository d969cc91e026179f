"""The région: figures, map, dates and rows, from narrow rows and summaries (never from the readings of bilans)."""
