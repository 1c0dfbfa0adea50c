"""Training and measuring: what builds the artefacts and says how good they are."""
