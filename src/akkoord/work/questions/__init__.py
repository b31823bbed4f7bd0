"""Questions that take a while to answer: put in a queue, played in the background, and kept with their answer."""
