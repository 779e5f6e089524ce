"""File systems for a while, where that is allowed."""
import contextlib
import os
import subprocess


@contextlib.contextmanager
def mounted(folder, source, *options):
    """Mounts onto a folder, and takes it away at the end; yields why not when it is not allowed."""
    if os.geteuid() != 0:
        yield "mounting is for root alone"
        return
    done = subprocess.run(["mount", *options, source, folder], capture_output=True, text=True)
    if done.returncode:
        yield f"mount: {done.stderr.strip()}"
        return
    try:
        yield None
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
