"""Letters beside the ladder, one a file: a person makes them, and no ladder can take them as a step."""
