"""Every example of the README, run as it stands; its provider is played."""

import os
import pathlib
import re
import subprocess
import sys

import pytest

README = pathlib.Path(__file__).parent.parent / "README.md"
BLOCKS = re.findall(r"```python\n(.*?)\n```\n", README.read_text(), re.S)
MODULES = re.compile(r"^(?:from|import) (\w+)", re.M)
# What they print; the provider answers with single quotes.
PRINTED = {
    "repair(": "invalid must have required property 'age'\n",
    "import instructor": "city='Paris' days=3\n",
    "pydantic_ai": "city='Paris' days=3\n",
    "adhere.langchain": "city='Paris' days=3\n",
    "adhere.litellm": '{"city": "Paris", "days": 3}\n',
}


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: "-".join(MODULES.findall(block)))
def test_example(block, base):
    for name in MODULES.findall(block):
        pytest.importorskip(name, reason=f"{name} is not installed")
    run = subprocess.run([sys.executable, "-c", block], capture_output=True, text=True, timeout=120,
                         env={**os.environ, "LITELLM_LOCAL_MODEL_COST_MAP": "True"})
    wanted = next((text for sign, text in PRINTED.items() if sign in block), "")
    assert (run.returncode, run.stdout) == (0, wanted), run.stderr


def test_nothing_is_printed_unseen():
    assert sum(any(sign in block for sign in PRINTED) for block in BLOCKS) == len(PRINTED)
