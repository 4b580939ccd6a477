"""The children app."""

from django.apps import AppConfig


class Children(AppConfig):
    """Children and what opens their records."""

    name = "wayhome.casework.children"
    label = "children"

    def ready(self) -> None:
        """Provide the keys that seal narrative text."""
        from wayhome.casework.children import held  # noqa: F401 - declares what each column holds
        from wayhome.casework.children.keys import KeysOfChildren
        from wayhome.casework.records import sealing

        sealing.use(KeysOfChildren)
