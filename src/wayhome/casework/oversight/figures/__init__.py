"""The figures of an authority's own page: what each counts, what its title may say, and where everything in it stands."""
