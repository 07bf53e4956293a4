"""Doors of the salesperson's week and of key persons: see `sweep_table`."""

DOORS = {}
