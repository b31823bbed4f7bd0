"""Going to court for one debtor: what is claimed before which judge, with what evidence, and what a person still has to find."""
