"""From evidence to spans: what is cut, where cuts begin and end, and profiles of sites."""
