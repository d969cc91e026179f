"""Measures of the product. `make bench` runs every module of bench/items, each in a process of its own."""
