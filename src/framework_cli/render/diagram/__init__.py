"""A programme theory comes in; a drawing goes out: inline SVG, Mermaid's text, or an outline for a terminal.

Called by `framework theory draw` and by the report.
"""
