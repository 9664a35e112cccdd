"""What a study is made of: frozen dataclasses, standard library only.

Every other room imports from here by module (`from framework_cli.model.source import Source`);
nothing here opens a file, parses or prints.
"""
