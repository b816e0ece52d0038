#!/usr/bin/env bash
# Makes build/peers, the environment that run_peers.py runs in: about 2 GB.
set -euo pipefail
cd "$(dirname "$0")/../../.."

environment=build/peers
[ -x "$environment/bin/python" ] || "${PYTHON:-python3.11}" -m venv "$environment"
# torch first and by its exact version: a range would bring the CUDA build along.
"$environment/bin/python" -m pip install --quiet "$(grep '^torch==' tests/benchmarks/peers/requirements.txt)"
"$environment/bin/python" -m pip install --quiet -r tests/benchmarks/peers/requirements.txt
"$environment/bin/python" -c 'import implicit, rectools, torch; print("implicit", implicit.__version__, "rectools", rectools.__version__, "torch", torch.__version__)'
