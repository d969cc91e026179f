"""The life of a coopérative: points d'étape, freins and leviers, participation, formations, recommandations."""
