"""The tables of the reading: fed finished rows, they never query."""
