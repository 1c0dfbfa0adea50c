"""Published signals, scores, kinds, language and the verdict."""
