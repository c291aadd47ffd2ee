"""Which local modules some Python code imports, by the rules of the interpreter that runs this.

Told on stdin as JSON: `starts`, each a `file`, or a `module` or a piece of `code` that is run in a
`folder`; `roots`, folders and archives that are searched too; `most` files. The last line of
stdout says which modules there are and which files could not be parsed. No code that is read is
run. Works with Python 3.6 and newer: the job's own may be old.
"""

import ast
import json
import os
import pkgutil
import sys
import sysconfig
from importlib.util import spec_from_loader

# Spark puts its own on PYTHONPATH; they are no more local than the standard library.
INSTALLED_NAMES = {"pyspark", "py4j", *sys.builtin_module_names}
INSTALLED_FOLDERS = {"site-packages", "dist-packages"}
STANDARD = [os.path.realpath(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")]
USUAL_FINDERS = {"BuiltinImporter", "FrozenImporter", "PathFinder"}


def is_local(path):
    """Whether a file is neither of the standard library nor installed."""
    if INSTALLED_FOLDERS.intersection(path.split("/")):
        return False
    return not any(os.path.realpath(path).startswith(folder + "/") for folder in STANDARD)


def spec_at(finder, name):
    if hasattr(finder, "find_spec"):
        return finder.find_spec(name)
    # Archives before Python 3.10.
    loader = finder.find_module(name) if finder else None
    return loader and spec_from_loader(name, loader)


def module_in(name, path):
    """The module's spec; of a namespace package only where its parts lie."""
    portions: list = []
    for entry in path:
        spec = spec_at(pkgutil.get_importer(entry), name)
        if spec and spec.loader:
            return spec, None
        portions += (spec and spec.submodule_search_locations) or []
    return None, portions


def module_by_hook(name):
    """The spec of a module that an editable installation tells the interpreter of."""
    for finder in sys.meta_path:
        if getattr(finder, "__name__", "") in USUAL_FINDERS:
            continue
        try:
            spec = finder.find_spec(name, None)
        except Exception:
            continue
        if spec and spec.loader:
            return spec
    return None


class Search:
    """Modules as one program finds them."""

    def __init__(self, path):
        self.path = path
        self.known = {}
        # Files of local modules by name, parents before their parts.
        self.local = {}
        # Modules that are nowhere.
        self.missing = set()

    def find(self, name):
        """Looks for a module, and returns where its parts lie: nowhere where it is not local."""
        if name not in self.known:
            parent = name.rpartition(".")[0]
            path = self.find(parent) if parent else self.path
            self.known[name] = [] if name in INSTALLED_NAMES else self.parts(name, path)
        return self.known[name]

    def parts(self, name, path):
        spec, portions = module_in(name, path)
        if not spec and not portions and "." not in name:
            spec = module_by_hook(name)
        if not spec:
            if not portions and "." not in name:
                self.missing.add(name)
            return portions
        file = getattr(spec.loader, "archive", None) or spec.origin
        if not file or not os.access(file, os.R_OK) or not is_local(file):
            return []
        self.local[name] = file
        return list(spec.submodule_search_locations or [])


def imported(tree, package):
    """Names of all that some code may import, wherever in it that stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*parents, *([node.module] if node.module else [])])
            if module:
                yield module
                yield from (f"{module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and node.args:
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            name = getattr(node.args[0], "value", getattr(node.args[0], "s", None))
            if called in ("import_module", "__import__") and isinstance(name, str):
                yield name.lstrip(".")


def changes_path(tree):
    """Whether some code names `sys.path`: modules may lie where only the running program looks."""
    return any(
        isinstance(node, ast.Attribute)
        and node.attr == "path"
        and getattr(node.value, "id", "") == "sys"
        for node in ast.walk(tree)
    )


def package_of(path):
    """The package that a file belongs to by its folders, and the folder that this lies in."""
    folder = os.path.dirname(path)
    parts: list = []
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        folder, name = os.path.split(folder)
        parts.insert(0, name)
    return parts, folder


class Reader:
    """Follows imports from each start, up to `most` files."""

    def __init__(self, asked):
        own = os.path.dirname(os.path.realpath(__file__))
        installed = [entry for entry in sys.path if os.path.realpath(entry) != own]
        self.roots, self.most = [*asked["roots"], *installed], asked["most"]
        self.searches: dict = {}
        self.modules: list = []
        self.read, self.unparsed, self.is_whole = set(), set(), True
        # What files that name `sys.path` import.
        self.elsewhere: dict = {}

    def search(self, *folders):
        return self.searches.setdefault(folders, Search([*folders, *self.roots]))

    def follow(self, number, start):
        if "file" in start:
            path = os.path.realpath(start["file"])
            package, above = package_of(path)
            search = self.search(os.path.dirname(path), above)
            queue = self.load(search, self.names_in(path, package))
        else:
            search = self.search(start["folder"])
            if "module" in start:
                names = [start["module"], start["module"] + ".__main__"]
            else:
                names = self.names("-c", start["code"], [])
            queue = self.load(search, names)
        while queue and self.is_whole:
            name = queue.pop(0)
            path = search.local[name]
            self.is_whole = len(self.modules) < self.most
            self.modules.append([number, name, path])
            if path.endswith(".py"):
                is_package = os.path.basename(path) == "__init__.py"
                package = name.split(".")[: None if is_package else -1]
                queue += self.load(search, self.names_in(path, package))

    def load(self, search, names):
        """Local modules that are loaded first by these."""
        before = set(search.local)
        for name in filter(None, names):
            search.find(name)
        return [name for name in search.local if name not in before]

    def names_in(self, path, package):
        if path in self.read:
            return []
        self.read.add(path)
        with open(path, "rb") as file:
            return self.names(path, file.read(), package)

    def names(self, path, text, package):
        try:
            tree = ast.parse(text)
            names = sorted(set(imported(tree, package)))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            self.unparsed.add(path)
            return []
        if changes_path(tree):
            self.elsewhere[path] = names
        return names

    def hidden(self):
        """Each file that names `sys.path`, with the modules it imports that were not found."""
        missing = set().union(*(search.missing for search in self.searches.values()))
        found = [
            [path, sorted(missing.intersection(names))] for path, names in self.elsewhere.items()
        ]
        return [[path, names] for path, names in found if names]


def main():
    asked = json.load(sys.stdin)
    reader = Reader(asked)
    for number, start in enumerate(asked["starts"]):
        reader.follow(number, start)
    answer = {
        "modules": reader.modules[: reader.most],
        "unparsed": sorted(reader.unparsed),
        "hidden": reader.hidden(),
        "isWhole": reader.is_whole,
    }
    print("\n" + json.dumps(answer))


main()
