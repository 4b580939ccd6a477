"""What the commands that run the case system share: the home folder, getting it ready, what must hold, and serving."""
