"""People who use the system: their roles, their sign-in, their duty rota and leave cover, and what each may see."""
