#!/usr/bin/env python3
"""Checks that includes follow the architecture. The two tables below are the architecture."""

import re
import sys
from pathlib import Path

FOUNDATION = ["core/base", "core/model"]
ESTIMATORS = [*FOUNDATION, "core/layout", "core/network", "core/power", "core/cabling", "core/cost",
              "core/training"]
ENGINE = [*ESTIMATORS, "core/check", "core/edit", "core/scenario", "core/report"]  # core without files

# A folder may include from itself and from the folders named here; nothing else of ours.
ALLOWED = {
    "core/base": [],
    "core/model": ["core/base"],
    "core/store": FOUNDATION,
    "core/layout": FOUNDATION,
    "core/network": [*FOUNDATION, "core/layout"],
    "core/power": FOUNDATION,
    "core/cabling": [*FOUNDATION, "core/layout", "core/power"],
    "core/cost": [*FOUNDATION, "core/layout", "core/network", "core/power", "core/cabling"],
    "core/training": [*FOUNDATION, "core/network"],
    "core/check": [*FOUNDATION, "core/layout", "core/power", "core/cabling"],
    "core/edit": [*FOUNDATION, "core/layout", "core/network", "core/cabling"],
    "core/exchange": [*FOUNDATION, "core/edit"],
    "core/scenario": [*ESTIMATORS, "core/edit"],
    "core/report": [*ESTIMATORS, "core/check", "core/scenario"],
    "ui/text": [*FOUNDATION, "core/scenario"],
    "ui/settings": [],
    "ui/look": [],
    "ui/jobs": [],
    "ui/charts": [*FOUNDATION, "core/layout", "core/power", "ui/text"],
    "ui/scene": [*ENGINE, "ui/text"],
    "ui/document": ["core", "ui/jobs", "ui/text"],  # the only part of ui that opens and saves files
    "ui/models": [*ENGINE, "ui/document", "ui/look", "ui/text"],
    "ui/view3d": [*ENGINE, "ui/document", "ui/scene", "ui/settings", "ui/text"],
    "ui/fabric": [*ENGINE, "ui/charts", "ui/document", "ui/jobs", "ui/look", "ui/text"],
    "ui/floorplan": [*ENGINE, "ui/charts", "ui/document", "ui/settings", "ui/text"],
    "ui/elevation": [*ENGINE, "ui/charts", "ui/document", "ui/text"],
    "ui/panels": [*ENGINE, "ui/charts", "ui/document", "ui/jobs", "ui/look",
                  "ui/models", "ui/settings",
                  "ui/text"],
    "ui/reporting": [*ENGINE, "ui/charts", "ui/text"],
    "ui/shell": ["core", "ui"],
    "data": ["core"],
    "app": ["core", "ui"],
    "tests": ["core", "ui"],
}

# Outside libraries, and the only folders that may include them. First match wins.
OUTSIDE = [
    (r"(QtCore|QtGui|QtWidgets|QtTest|QtSql|QtCharts)", []),  # module-wide: slow, and hide intent
    (r"Q\w+", ["ui", "app", "tests"]),
    (r"vtk\w+\.h", ["ui/scene", "ui/view3d", "tests"]),
    (r"sqlite3\.h", ["core/store", "tests/core/store", "tests/bench"]),
    (r"boost/.+", ["core/network", "core/layout"]),
    (r"nlohmann/.+", ["core/edit", "core/exchange", "core/report", "core/training", "app", "tests"]),
    (r"yaml-cpp/.+", ["core/exchange"]),
    (r"igraph/.+", ["tests/bench"]),  # only to compare with
    (r"pugixml\.hpp", ["core/exchange"]),
    (r"iostream", ["app", "tests", "data"]),
]

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"(?P<ours>[^"]+)"|<(?P<outside>[^>]+)>)')


def within(path, folder):
    return path == folder or path.startswith(folder + "/")


def owner(path):
    """The rule that covers a file: the longest folder in ALLOWED that contains it."""
    return max((f for f in ALLOWED if within(path, f)), key=len, default=None)


def complaint(path, line):
    """Why this line of this file breaks the architecture, or None."""
    match = INCLUDE.match(line)
    if not match:
        return None
    rule = owner(path)
    if rule is None:
        return "is in a folder the architecture does not know"
    if ours := match["ours"]:
        if ours.endswith(".moc") or any(within(ours, f) for f in [rule, *ALLOWED[rule]]):
            return None
        return f"{rule} must not include {ours}"
    for pattern, folders in OUTSIDE:
        if re.fullmatch(pattern, match["outside"]):
            if any(within(path, f) for f in folders):
                return None
            return f"{rule} must not include <{match['outside']}>"
    return None


def cycle():
    """Folders that include each other in a ring, or None."""
    done, trail = set(), []

    def visit(folder):
        if folder in trail:
            return trail[trail.index(folder):] + [folder]
        if folder in done:
            return None
        trail.append(folder)
        targets = [f for f in ALLOWED if any(within(f, t) for t in ALLOWED[folder]) and f != folder]
        found = next(filter(None, map(visit, targets)), None)
        trail.pop()
        done.add(folder)
        return found

    return next(filter(None, map(visit, ALLOWED)), None)


def check(root):
    problems = [f"the rules form a ring: {' -> '.join(ring)}"] if (ring := cycle()) else []
    files = [f for top in ("app", "core", "data", "ui", "tests") for f in (root / top).rglob("*")]
    sources = sorted(f for f in files if f.suffix in {".h", ".cpp"})
    for file in sources:
        path = file.relative_to(root).as_posix()
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if reason := complaint(path, line):
                problems.append(f"{path}:{number}: {reason}")
    return sources, problems


SELFTEST = [  # a rule nobody has seen fail is not a rule
    ("core/base/id.h", "#include <QString>", False),
    ("core/base/id.h", '#include "core/model/inventory.h"', False),
    ("core/network/graph.cpp", "#include <boost/graph/adjacency_list.hpp>", True),
    ("core/store/database.cpp", "#include <boost/graph/adjacency_list.hpp>", False),
    ("core/store/database.cpp", "#include <sqlite3.h>", True),
    ("core/store/database.h", '#include "ui/text/error_text.h"', False),
    ("core/store/plan_file.cpp", '#include "core/edit/resolve.h"', False),
    ("core/edit/resolve.cpp", '#include "core/network/fabric_design.h"', True),
    ("core/edit/resolve.cpp", '#include "core/store/plan_file.h"', False),
    ("core/exchange/plan_yaml.cpp", "#include <yaml-cpp/yaml.h>", True),
    ("core/scenario/apply.cpp", "#include <yaml-cpp/yaml.h>", False),
    ("ui/models/rack_table_model.cpp", "#include <vtkActor.h>", False),
    ("ui/models/rack_table_model.cpp", "#include <QtWidgets>", False),
    ("ui/models/rack_table_model.cpp", '#include "core/model/inventory.h"', True),
    ("ui/document/selection.h", '#include "ui/models/rack_table_model.h"', False),
    ("core/cost/purchase.h", '#include "core/training/estimate.h"', False),
    ("core/secret/thing.h", "#include <vector>", False),
    ("ui/panels/inspector/inspector.cpp", '#include "core/store/plan_file.h"', False),
    ("ui/document/plan_document.cpp", '#include "core/store/plan_file.h"', True),
    ("ui/panels/inspector/inspector.cpp", '#include "ui/shell/main_window.h"', False),
    ("core/report/report.h", "#include <iostream>", False),
    ("tests/core/base/tst_quantity.cpp", '#include "tst_quantity.moc"', True),
]


def main():
    if sys.argv[1:] == ["--selftest"]:
        wrong = [(p, l) for p, l, allowed in SELFTEST if (complaint(p, l) is None) != allowed]
        for path, line in wrong:
            print(f"unexpected verdict: {path}: {line}")
        print(f"self-test: {len(SELFTEST)} lines judged, {len(wrong)} wrongly")
        return 1 if wrong else 0
    sources, problems = check(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
    for problem in problems:
        print(problem)
    print(f"{len(sources)} files, {len(problems)} broken rules")
    return 1 if problems or not sources else 0


if __name__ == "__main__":
    sys.exit(main())
