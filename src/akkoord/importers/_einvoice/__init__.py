"""What electronic invoices in UBL and in CII have in common: fields, identifiers of parties, embedded documents."""
