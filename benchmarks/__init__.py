"""The ratios that the README quotes, each measured side by side in one run: ``make bench``."""
