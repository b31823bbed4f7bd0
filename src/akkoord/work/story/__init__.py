"""Stories: cases as data, played day by day through the real verbs, and compared with what was expected."""
