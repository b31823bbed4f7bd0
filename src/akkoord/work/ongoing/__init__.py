"""Work that goes on for a debtor: what it is, when it stops, when it goes on again, and who hears of it."""
