"""Everything of a company lies still: no step is decided and no letter leaves, until somebody lets it go on."""
