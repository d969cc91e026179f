"""What is kept about people ends as « Données personnelles » says, and each may read what is kept about them (R-SI-04)."""
