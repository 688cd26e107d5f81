"""The examples of the README and of the page of the package, and the recipes, are run."""

import doctest
import importlib
import os
import re
import subprocess
import sys
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))


class Pages(unittest.TestCase):
    def run_page(self, name: str, least: int) -> None:
        with open(os.path.join(ROOT, name), encoding="utf-8") as f:
            page = f.read()
        examples = "\n\n".join(re.findall(r"^```pycon\n(.*?)^```$", page, re.M | re.S))
        test = doctest.DocTestParser().get_doctest(examples, {}, name, name, 0)
        self.assertGreaterEqual(len(test.examples), least)
        result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test)
        self.assertEqual(result.failed, 0)

    def test_readme(self) -> None:
        self.run_page("README.md", 3)

    def test_page(self) -> None:
        self.run_page("cmd/nass/doc/python.md", 10)


class Recipes(unittest.TestCase):
    def run_recipe(self, name: str, *needs: str) -> None:
        for need in needs:
            try:
                importlib.import_module(need)
            except ImportError as err:
                self.skipTest(f"{need} is not installed: {err}")
        path = os.path.join(ROOT, "scripts/wheel/recipes", name)
        result = subprocess.run([sys.executable, "-X", "dev", "-W", "ignore", path], capture_output=True, timeout=300)
        self.assertEqual(result.returncode, 0, result.stderr.decode())
        self.assertIn("ok", result.stdout.decode())

    def test_pandas(self) -> None:
        self.run_recipe("pandas_frame.py", "pandas")

    def test_datasets(self) -> None:
        self.run_recipe("datasets_map.py", "datasets")

    def test_spacy(self) -> None:
        self.run_recipe("spacy_component.py", "spacy")


if __name__ == "__main__":
    unittest.main()
