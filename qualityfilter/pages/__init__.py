"""Web pages: decoded, parsed, walked, and asked what they say of themselves."""
