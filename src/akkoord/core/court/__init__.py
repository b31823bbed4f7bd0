"""Going to court: before which judge, what it costs and may bring, what goes along with the writ, and claims across borders."""
