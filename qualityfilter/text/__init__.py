"""Characters, sentences, line breaks, the pieces that tile a text, tokens, and what is kept."""
