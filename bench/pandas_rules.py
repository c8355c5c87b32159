"""The rules read off a BACI file with pandas, as most studies do: the yardstick of the kernels. Not part of the program.

python3 bench/pandas_rules.py FILE [RUNS]      needs pandas; prints seconds of each step and how many goods each rule flags
"""
import resource
import sys
import time

import pandas as pd

file, runs = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3
start = time.perf_counter()
flows = pd.read_csv(file, usecols=["i", "j", "k", "v"], dtype={"i": "int16", "j": "int16", "k": "int32", "v": "float64"})
print(f"pandas {pd.__version__}; read {len(flows)} rows: {time.perf_counter() - start:.2f} s")
for run in range(runs):
    wall, cpu = time.perf_counter(), time.process_time()
    flows["square"] = flows.v * flows.v
    by_importer = flows.groupby(["j", "k"], sort=False).agg(imports=("v", "sum"), square=("square", "sum"), top=("v", "max"))
    by_importer["hhi"] = by_importer.square / by_importer.imports**2
    by_importer["share"] = by_importer.top / by_importer.imports
    imports = time.perf_counter()
    exports = flows.groupby(["i", "k"], sort=False).v.sum().reset_index(name="exports")
    exports["square"] = exports.exports**2
    world = exports.groupby("k", sort=False).agg(world=("exports", "sum"), square=("square", "sum"))
    world["hhi_world"] = world.square / world.world**2
    worlds = time.perf_counter()
    goods = by_importer.reset_index().merge(world[["hhi_world"]], on="k")
    goods = goods.merge(exports[["i", "k", "exports"]].rename(columns={"i": "j"}), on=["j", "k"], how="left")
    ratio = goods.imports / goods.exports
    without = goods.exports.isna()
    geodep = (goods.hhi > 0.4) & (goods.hhi_world > 0.4) & (without | (ratio > 1))
    bottom_up = (goods.hhi > 0.4) & (without | (ratio > 1))
    cao = goods.share >= 0.5
    end = time.perf_counter()
    print(
        f"rules: {end - wall:.2f} s, CPU {time.process_time() - cpu:.2f} s "
        f"(importers {imports - wall:.2f}, world {worlds - imports:.2f}, flags {end - worlds:.2f}); "
        f"flagged: hhi, world, ratio {geodep.sum()}; hhi, ratio {bottom_up.sum()}; top share {cao.sum()}"
    )
print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
