"""The network: regions, cities, memberships, governance, focal points, positions."""
