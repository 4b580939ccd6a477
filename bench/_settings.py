"""The settings under which the benchmarks serve: the product's own, an hour that stands still between runs, and one page more."""

from wayhome.casework.config.settings import *  # noqa: F403
from wayhome.casework.config.settings import MIDDLEWARE

MIDDLEWARE = [MIDDLEWARE[0], "bench._pages.AtTheHourOfTheNation", *MIDDLEWARE[1:]]
ROOT_URLCONF = "bench._pages"
