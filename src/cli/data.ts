import { type Command, Option } from '@commander-js/extra-typings'
import { CONFIG_FILE, ROWS_SHOWN } from '../model/config/defaults.ts'
import { DIFF_FORMATS } from '../workflow/diff/formats.ts'
import type { Actions } from './actions.ts'
import { absOrRel, csv, ledgerPlace, list, repeated, sampleRows } from './options.ts'

const TABLES =
  'file, folder, glob, folder of tables, FILE.duckdb:TABLE, iceberg:CATALOG.NAMESPACE.TABLE or delta:FOLDER'

/** The commands that look at tables or programs alone: diff, fingerprint, port-check. */
export function addData(program: Command, { perform }: Actions): void {
  program
    .command('fingerprint')
    .description('print a fingerprint of each table that is the same on every machine')
    .argument('<path>', TABLES)
    .option('--ignore <list>', 'leave these columns out: a,b', list)
    .addOption(csv())
    .option('--columns', "print each column's fingerprint too", false)
    .option('--memory <size>', 'memory that DuckDB may use', '2GB')
    .option('--config <file>', `configuration of the catalogs; default: ${CONFIG_FILE}, if it exists`)
    .option('--json', 'print the fingerprints as JSON', false)
    .action(async (path, options) =>
      perform(async () => (await import('../commands/fingerprint/fingerprint.ts')).fingerprint, {
        ignore: [],
        ...options,
        path,
      }),
    )

  program
    .command('diff')
    .description('prove that two tables, or two folders of tables, hold the same data, or say why not')
    .argument('<a>', TABLES)
    .argument('<b>', 'the other side')
    .option('--key <columns>', 'columns that identify a row: a,b, or TABLE=a,b; repeatable', repeated)
    .option('--key-trim', "compare the key's texts without white space around them", false)
    .option('--key-ignore-case', "compare the key's texts without letter case", false)
    .option(
      '--where <sql>',
      "compare only the rows for which this is true, in DuckDB's SQL: day >= '2026-11-01'",
    )
    .option('--where-a <sql>', 'like --where, for <a> only')
    .option('--where-b <sql>', 'like --where, for <b> only')
    .option('--query-a <sql>', "compare the result of this SELECT, which reads <a> as 'a'")
    .option('--query-b <sql>', "the same for <b>, which it reads as 'b'")
    .option('--columns <columns>', 'compare only these columns: a,b', list)
    .option('--common-columns', 'compare only the columns that both sides have', false)
    .option('--map <names>', 'compare a column of A with one of B that has another name: a=b', list)
    .option('--abs <x>', 'allowed difference: 0.01, of timestamps 5s, or COLUMN=X; repeatable', repeated)
    .option('--rel <x>', 'the same, relative to the greater value: 1e-9', repeated)
    .option('--ignore <columns>', 'columns that may differ: a,b', list)
    .option('--accept <reasons>', 'reasons that are accepted, or COLUMN=REASON: a,b', list)
    .addOption(csv())
    .addOption(new Option('--csv-a <key=value>', 'like --csv, for <a> only').argParser(repeated))
    .addOption(new Option('--csv-b <key=value>', 'like --csv, for <b> only').argParser(repeated))
    .addOption(new Option('--tolerance <x>').hideHelp().argParser(absOrRel))
    .option('--memory <bytes>', 'memory that DuckDB may use', '2GB')
    .option(
      '--rows <file>',
      'write all rows that differ to this Parquet file; of several tables, to a folder',
    )
    .option('--max-changed <rows>', 'exit with 0 if no more rows differ: 0.1% or 5')
    .option(
      '--strict-schema',
      'fail too if Iceberg or Delta tables differ in required columns, field ids, partitions or sort order',
      false,
    )
    .option('--no-values', 'show no values of rows')
    .option('--samples <n>', 'rows of each kind to show', sampleRows, ROWS_SHOWN)
    .option('--keep <partition>', 'keep the result in the ledger; needs --job and --engine')
    .option(
      '--job <name>',
      'the job whose outputs these are, with the declarations of its tables: <a> of the baseline, <b> of the engine',
    )
    .option('--engine <name>', 'the engine that wrote <b>')
    .option('--baseline <name>', 'the baseline, if there is no configuration; default: spark')
    .option(
      '--config <file>',
      `configuration of the job and the catalogs; default: ${CONFIG_FILE}, if it exists`,
    )
    .addOption(ledgerPlace())
    .addOption(
      new Option('--format <format>', 'how to print what was found').choices(DIFF_FORMATS).default('text'),
    )
    .option('--out <file>', 'write it to this file instead')
    .addOption(new Option('--json', 'the same as --format json').conflicts('format'))
    .action(async (a, b, { tolerance: _, json, ...options }) =>
      perform(async () => (await import('../commands/diff/diff.ts')).diff, {
        key: [],
        abs: [],
        rel: [],
        ignore: [],
        accept: [],
        ...options,
        format: json ? ('json' as const) : options.format,
        a,
        b,
      }),
    )

  program
    .command('port-check')
    .description(
      'list what in a Spark program gives other data in another engine, or is lacking there; runs nothing',
    )
    .argument('<files...>', 'PySpark (.py, .ipynb) or Spark SQL (.sql)')
    .option(
      '--to <engines>',
      'engines to port to: duckdb, polars; or to run it on as it is: sail, sqlframe, duckdb_spark',
      list,
      ['duckdb', 'polars'],
    )
    .option('--json', 'print the differences as JSON', false)
    .action(async (files, options) =>
      perform(async () => (await import('../commands/port-check/port-check.ts')).portCheck, {
        ...options,
        files,
      }),
    )
}
