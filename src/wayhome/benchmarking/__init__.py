"""The comparison: works on Counts, wherever they came from. It ranks nobody, and says when it cannot say.

Three questions, three pictures: a funnel for who differs, a run of months for what changed, a target for whether it is
good enough. What is not known stays beside every figure as a bound.
"""
