"""Payment arrangements: terms, schedule, interest, what the law allows, what one is worth, and whether it is kept."""
