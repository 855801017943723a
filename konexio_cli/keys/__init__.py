"""Who vouches: Ed25519 keys, their files, and signatures over canonical JSON."""
