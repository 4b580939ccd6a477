"""The Django project: settings, addresses, the middleware with the one clock, and who may open which page."""
