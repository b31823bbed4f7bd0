"""Which open invoices a payment is for: what speaks for each answer, what speaks against it, and when it is certain.

`spelling` finds numbers in free text, `names` compares payers with debtors, `book` holds what is open, `sums` finds sets of
invoices that make an amount, `points` says what each sign weighs, `proposals` puts them together.
"""
