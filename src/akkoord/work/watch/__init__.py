"""Watches over what was agreed: promises against the bank, proof and callbacks against their day."""
