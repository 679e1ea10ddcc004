"""Ratios against a bare baseline, measured in one run; never absolute promises."""
