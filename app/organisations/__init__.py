"""Organisations: issuers, assessors, authorities, addressees."""
