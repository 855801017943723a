"""Commands of authors and CI: packs."""
