"""Payment arrangements: proposed, agreed and laid down, changed, and watched until they are kept or broken."""
