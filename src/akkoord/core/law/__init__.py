"""The kinds of rule the law is made of; their numbers stand in jurisdictions/."""
