"""Children: who each is, identity by alias, where they live, how they can be reached safely, and who may see their record."""
