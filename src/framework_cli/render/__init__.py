"""What people and programs read: tables in every format, findings, pages of one thing, the report.

Values of the rooms before come in; text, bytes or a screen go out. Called by the commands alone, from
`render.tables`, `render.terminal`, `render.diagnostics` and `render.report`; nothing heavy is imported here.
"""
