"""The `penchant` command. Asking for the version loads nothing else."""

import sys

VERSION_FLAGS = ("--version", "-V")
INTERRUPTED = 130


def main() -> None:
    """Answer `--version` at once, or hand over to the command line."""
    if len(sys.argv) == 2 and sys.argv[1] in VERSION_FLAGS:
        from importlib.metadata import version

        print(f"penchant {version('penchant')}")
        return
    try:
        from penchant.tui.cli.app import run

        code = run()
    except KeyboardInterrupt:
        code = INTERRUPTED
    sys.exit(code)


if __name__ == "__main__":
    main()
