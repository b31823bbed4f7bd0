"""What happened, told: each event of the record as one sentence in both languages."""
