"""The evaluation of the région: its figures, what an answer may cite, what its synthesis says (R-EVA-04, R-EVCA-04)."""
