"""The Framework Method of qualitative analysis in plain text.

Data flows one way: read → index → cells → chart → render. Each package is a room of that house.
"""

__version__ = "0.1.0"
