"""What strangers believe: signed credentials, their issuer's document, and their examination."""
