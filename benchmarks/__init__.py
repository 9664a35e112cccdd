"""How long the work takes, beside a floor measured in the same run. Run by `make bench`; never a test."""
