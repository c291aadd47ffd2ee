/** Python of Spark's probes that gives the lines of what was written to `{folder}/o`: one file, or a folder of them. */
export const WRITTEN_LINES = `from pathlib import Path
out = Path(folder) / 'o'
files = [out] if out.is_file() else sorted(one for one in out.iterdir() if one.suffix in ('.csv', '.json'))
spark.createDataFrame([(line,) for file in files for line in file.read_text().splitlines()], ['line'])`
