"""What an entrepreneur installs, tested as he installs it."""
