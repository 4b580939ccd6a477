"""One breach for every check: how to spoil the clean example so that this rule, and no other, has something to say.

The faulty example files are made of these, and so are the tests: a check without a plant fails them.
"""

from __future__ import annotations

from wayhome.returns.example import plants_903, plants_own, plants_ssd
from wayhome.returns.example.planting import PLANTS, Plant, Planted

__all__ = ["PLANTS", "Plant", "Planted", "plants_903", "plants_own", "plants_ssd"]
