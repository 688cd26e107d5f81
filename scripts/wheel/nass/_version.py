"""The version of the package, which is that of the command too."""

__version__ = "0.1.0.dev0"
