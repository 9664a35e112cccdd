"""Where the command `framework` starts."""

import os
import sys


def main() -> None:
    """Run the command line and exit.

    `--version` is answered before anything is imported. A fault of the tool itself is told in one
    line instead of a traceback, which FRAMEWORK_TRACEBACK=1 brings back.
    """
    _streams_are_open()
    if sys.argv[1:] == ["--version"]:
        from framework_cli import __version__

        sys.stdout.write(f"framework {__version__}\n")
        return
    _streams_speak_utf8()
    try:
        from framework_cli.cli.app import app

        app(prog_name="framework")
    except KeyboardInterrupt:  # before the application has begun or after it has ended; it tells the rest
        sys.exit(130)
    except OSError as refusal:  # a full disk, a folder without permission, a lock that is held
        where = f"{refusal.filename}: " if refusal.filename else ""
        sys.stderr.write(f"framework: {where}{refusal.strerror or refusal}; nothing was half written.\n")
        sys.exit(2)
    except Exception as fault:  # the one place where every fault ends
        if os.environ.get("FRAMEWORK_TRACEBACK"):
            raise
        sys.stderr.write(
            f"framework: a fault of the tool itself ({type(fault).__name__}); your files are as they were. "
            "Run again with FRAMEWORK_TRACEBACK=1 for the details that a report needs.\n"
        )
        sys.exit(3)


def _streams_are_open() -> None:
    """Let a stream that the caller closed (`>&-`) lead nowhere, before a file takes its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def _streams_speak_utf8() -> None:
    """Write UTF-8 with LF on every system; what cannot be encoded is shown as an escape."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


if __name__ == "__main__":
    main()
