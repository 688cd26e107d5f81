"""``python -m nass`` is the command nass."""

import os
import subprocess
import sys

from nass._process import binary


def main() -> int:
    """Runs the command with the arguments of the program."""
    command = [binary(), *sys.argv[1:]]
    if os.name == "posix":
        os.execv(command[0], command)
    return subprocess.call(command)


if __name__ == "__main__":
    sys.exit(main())
