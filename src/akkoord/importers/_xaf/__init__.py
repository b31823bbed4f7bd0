"""The parts of the auditfile importer: the stream, the relations, the debtor accounts, the lines on them, and the invoices they make."""
