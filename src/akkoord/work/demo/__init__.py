"""The example company: a gardener's year of trade, played through the same verbs as a real one."""
