"""Authorities, police forces, providers and others; their teams, agreements, contracts, contact points and policies."""
