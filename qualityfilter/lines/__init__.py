"""The line model: what each line is, by its words, its shape and its neighbours."""
