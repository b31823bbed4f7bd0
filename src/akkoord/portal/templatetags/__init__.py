"""What the templates of this door can say."""
