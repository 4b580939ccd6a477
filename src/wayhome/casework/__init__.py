"""The case system: one Django project, its apps in the order of the journey."""
