"""How Wayhome looks: layouts, components, form fields and a gallery of every part in every state. No domain words."""
