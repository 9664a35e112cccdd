"""A theory's claims come in; a page or a table of them with their evidence goes out.

Called by `framework theory`. Words of participants are the transcript's, at the place, signed.
"""
