"""The talk to practise with: what is recognised, how it goes, and what it was worth."""
