"""Where models run."""


def best_device(wanted: str = "auto") -> str:
    """`cuda` or `mps` where there is one and it is wanted, else `cpu`. Loads torch."""
    if wanted != "auto":
        return wanted
    import torch

    if torch.cuda.is_available():
        return "cuda"
    if torch.backends.mps.is_available():
        return "mps"
    return "cpu"


def index_device(wanted: str = "auto") -> str:
    """The same for the exact index, without loading torch where no GPU can be.

    A machine without an NVIDIA device file, and not a Mac, has no device that torch would find.
    """
    import sys
    from pathlib import Path

    if wanted != "auto":
        return wanted
    has_gpu = (
        sys.platform == "darwin"
        or Path("/dev/nvidiactl").exists()
        or Path("/dev/dxg").exists()
        or Path("/dev/kfd").exists()
    )
    return best_device() if has_gpu else "cpu"
