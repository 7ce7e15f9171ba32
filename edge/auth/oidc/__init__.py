"""Signing in with an OpenID Connect provider, or GitHub: imported when one of our own paths is asked for."""
