"""What leaves Akkoord as a list: which columns each list has, and how it is written as CSV and as Excel."""
