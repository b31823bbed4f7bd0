"""The Django project: settings, addresses, and the program that serves them."""
