import { didYouMean } from '../text/nearest.ts'
import { counted, printable, withArticle } from '../text/text.ts'

const CSV_KEYS = 'delimiter, quote, escape, null, encoding'

const FORMAT_FIXES: Record<string, string> = {
  Delta: 'Put delta: before the path, or write',
  Iceberg: 'Name it by its catalog, iceberg:CATALOG.NAMESPACE.TABLE, or write',
}

const LAKE_LIBRARIES = {
  iceberg: { name: 'PyIceberg', packages: "'pyiceberg[pyarrow,sql-sqlite,sql-postgres]'" },
  delta: { name: 'delta-rs', packages: 'deltalake pyarrow' },
  files: { name: 'pyarrow', packages: 'pyarrow' },
  postgresql: { name: 'psycopg2', packages: 'psycopg2-binary pyarrow' },
}

/** What a library in Python reads. */
export type LibraryFormat = keyof typeof LAKE_LIBRARIES

const MOST_NAMES = 10
const firstOf = (names: readonly string[]): string =>
  [...names.slice(0, MOST_NAMES), ...(names.length > MOST_NAMES ? ['…'] : [])].map(printable).join(', ')

/** How a table's CSV dialect is declared. */
const inCsv = (yaml: string, option: string): string =>
  `Declare it for the table in etl-compare.yml: csv: ${yaml}. Without a configuration: --csv ${option} (--csv-a, --csv-b for one side of a diff).`

/** Mistakes about files and tables that are read. */
export const SOURCE_MESSAGES = {
  sourceMissing: (d: { path: string }) =>
    `${d.path} was not found. Name a file, a folder, a glob in quotes, or a table of a database (file.duckdb:table).`,
  sourceEmpty: (d: { path: string }) =>
    `${d.path} has no data files (names that begin with _ or . are ignored). Name a folder or glob that has some.`,
  sourceFormatUnknown: (d: { path: string; known: readonly string[] }) =>
    /\.(?:duckdb|ddb|db)$/i.test(d.path)
      ? `${d.path} is a DuckDB database inside a folder of files. Name the database itself as the path.`
      : `${d.path} has no known file extension. These are read: .${d.known.join(', .')}; and .duckdb if it is the path itself. ` +
        `Rename or remove the file, or name only the data files with a glob in quotes.`,
  sourceFormatUnread: (d: { path: string; format: string }) =>
    `${d.path} is ${d.format}, which etl-compare cannot read. Write Parquet, or CSV or JSON (plain, .gz or .zst).`,
  sourceFormatsMixed: (d: { path: string; formats: string[] }) =>
    `${d.path} mixes ${d.formats.join(' and ')} files. Name the files of one format with a glob in quotes, such as '*.${d.formats[0]}'.`,
  sourceTablesMixed: (d: { path: string; tables: string[] }) =>
    `${d.path} has parts of several tables: ${d.tables.join(', ')}. Move each table's files to its own folder, or name one table's files with a glob in quotes, such as '${d.path}/${d.tables[0]}*'.`,
  tableFormatUnread: (d: { path: string; format: string }) =>
    `${d.path} is ${withArticle(d.format)} table. Its Parquet files are not its rows: some belong to older versions. ${FORMAT_FIXES[d.format] ?? 'Write'} ` +
    `the current rows as plain Parquet to another folder, for example with spark.read.format('${d.format.toLowerCase()}').load(…).write.parquet(…), and name that folder.`,
  lakeNameInvalid: (d: { path: string }) =>
    `${d.path} does not name a table. Write iceberg:CATALOG.NAMESPACE.TABLE or delta:FOLDER; @ and a snapshot or version may follow.`,
  catalogUnknown: (d: { path: string; catalog: string; known: string[] }) =>
    `${d.path}: catalog '${d.catalog}' is not declared${didYouMean(d.catalog, d.known)}. Declare it under catalogs: in etl-compare.yml, or for PyIceberg itself (~/.pyiceberg.yaml). Declared are: ${d.known.join(', ') || 'none'}.`,
  catalogVariableMissing: (d: { catalog: string; key: string; variable: string }) =>
    `The variable ${d.variable}, which catalogs.${d.catalog}.${d.key} names, is not set or empty. Set it in the environment.`,
  catalogUnreachable: (d: { catalog: string; detail: string }) =>
    `Catalog '${d.catalog}' could not be opened: ${printable(d.detail)}. Check catalogs.${d.catalog} in etl-compare.yml, and that its server runs.`,
  warehouseUnusable: (d: { catalog: string; place: string; detail: string; certain: boolean }) =>
    `Catalog '${d.catalog}' answers, but its warehouse ${printable(d.place)} ${d.certain ? 'cannot be used' : 'could not be looked at'}: ${printable(d.detail)}. Check warehouse: of catalogs.${d.catalog} in etl-compare.yml, that the place exists, and that its keys are for it.`,
  lakeTableMissing: (d: {
    path: string
    catalog: string
    tables: string[]
    namespaces: string[]
    others: string[]
  }) =>
    `${d.path} was not found. ${
      d.tables.length > 0
        ? `Its namespace has the tables ${firstOf(d.tables)}`
        : d.namespaces.length > 0
          ? `The catalog has the namespaces ${firstOf(d.namespaces)}`
          : `The catalog '${d.catalog}' is empty`
    }${d.others.length > 0 ? `, and its database has tables of the ${d.others.length === 1 ? 'catalog' : 'catalogs'} ${firstOf(d.others)}: name catalogs: in etl-compare.yml as the writer does` : '. Name one of its tables'}.`,
  lakeVersionMissing: (d: { path: string; version: string; found: string[] }) =>
    `${d.path}: there is no snapshot or version ${d.version}${d.found.length > 0 ? ` (there are ${firstOf(d.found)})` : ''}. Name one that was not expired, or leave @${d.version} out.`,
  lakeTableUnread: (d: { path: string; detail: string }) =>
    `${d.path} cannot be read: ${printable(d.detail)}. If the table is right, write its rows as plain Parquet to another folder, and name that.`,
  lakeLibraryMissing: (d: {
    path: string
    format: LibraryFormat
    tried: { python: string; detail: string }[]
  }) =>
    `${d.path} is read by ${LAKE_LIBRARIES[d.format].name}, which no Python here has: ${d.tried.map(({ python, detail }) => `${python} (${printable(detail)})`).join(', ')}. ` +
    `Install it: pip install ${LAKE_LIBRARIES[d.format].packages}, or in a stack's project: uv add --project FOLDER ${LAKE_LIBRARIES[d.format].packages}.`,
  sourceUnreadable: (d: { path: string; detail: string }) =>
    `${d.path} cannot be read: ${d.detail}. Write the file again, or leave it out.`,
  csvUnreadable: (d: { path: string; detail: string }) => {
    const [key, value] = /unicode|UTF/.test(d.detail) ? ['encoding', 'latin-1'] : ['delimiter', '";"']
    return `${d.path} cannot be read as CSV: ${d.detail}. If the file is correct, declare its dialect (${CSV_KEYS}). ${inCsv(`{ ${key}: ${value} }`, `${key}=${value}`)}`
  },
  csvAmbiguous: (d: { path: string; how: string; key: string; values: string[] }) =>
    `${d.path} can be read in two ways: ${d.how}. ${inCsv(d.values.map((value) => `{ ${d.key}: ${value} }`).join(' or '), `${d.key}=${d.values[0]}`)}`,
  csvHeaderUnclear: (d: { path: string; why: string }) =>
    `The first row of ${d.path} may be data: ${d.why}. ${inCsv('{ header: true } or { header: false, columns: [...] }', 'header=true')}`,
  csvFirstRowsDiffer: (d: { path: string; difference: string }) =>
    `The files of ${d.path} are not one table: ${d.difference}. Write them with one schema. If their first rows are data, declare that. ${inCsv('{ header: false }', 'header=false')}`,
  csvColumnsDiffer: (d: { path: string; columns: number; found: number }) =>
    `${d.path} has ${counted(d.found, 'value')} in its first row, but columns: declares ${d.columns}. Fix columns: or the delimiter.`,
  sourceSchemasDiffer: (d: { path: string; difference: string }) =>
    `The files of ${d.path} are not one table: ${d.difference}. Write them with one schema, or name the files of one schema with a glob.`,
  sourceColumnsClash: (d: { path: string; names: [string, string] }) =>
    (d.names[0] === d.names[1]
      ? `${d.path} has column '${d.names[0]}' twice.`
      : `${d.path} has columns '${d.names[0]}' and '${d.names[1]}', which differ only by case.`) +
    ' Rename one.',
  columnCut: (d: { column: string; what: string }) =>
    `Column '${d.column}' has ${d.what}, so different values would get the same fingerprint. ` +
    `Write it in a type that keeps them whole, or leave it out: --ignore ${d.column}.`,
  sourceNumberRounded: (d: { path: string; column: string }) =>
    `Column '${d.column}' of ${d.path} mixes kinds of values, and has numbers with more digits than a double keeps. ` +
    `Write its numbers as text, or the table as Parquet.`,
  sourceKeysDiffer: (d: {
    path: string
    a: { path: string; keys: string[] }
    b: { path: string; keys: string[] }
  }) =>
    `The files of ${d.path} have different Hive partition columns: ${d.a.path} has ${d.a.keys.join(', ') || 'none'}, ` +
    `${d.b.path} has ${d.b.keys.join(', ') || 'none'}. Name the files of one layout with a glob.`,
  sourceLayoutMixed: (d: { path: string; key: string }) =>
    `${d.path} has folders of tables next to the Hive partition folder ${d.key}. Name the folder of one table.`,
  sourceTableTwice: (d: { path: string; table: string; places: [string, string] }) =>
    `${d.path} has table '${d.table}' twice: ${d.places.join(' and ')}. Remove one of them, or name only one.`,
  /** `isMisfit`: by its declaration, which may be what is wrong. */
  tableUnreadable: (d: { table: string; problem: string; isMisfit?: true }) =>
    `table '${d.table}' ${d.problem}`,
  /** Of an engine that ended well. */
  operationMisreported: (d: { operation: string; problem: string }) =>
    `operation '${d.operation}' ${d.problem}`,
  tablesMisfit: (d: { job: string; path: string; problem: string }) =>
    `Nothing was compared, because no engine of job '${d.job}' wrote what ${d.path} declares: ${d.problem}. Fix jobs.${d.job}.tables in ${d.path}.`,
  sourceKindsDiffer: (d: { path: string; tables: string[]; other: string; example: string }) =>
    `${d.path} is a folder of tables (${d.tables.join(', ')}), but ${d.other} is one table. ` +
    `Name one table on each side, such as ${d.example}, or a folder of tables on each.`,
  databaseUnreadable: (d: { path: string; detail: string }) =>
    `${d.path} cannot be opened as a DuckDB database: ${d.detail}. Close the program that writes to it, or export its tables as Parquet.`,
  databaseTableMissing: (d: { path: string; table: string; found: string[] }) =>
    `${d.path} has no table '${d.table}' (it has ${d.found.join(', ') || 'none'}). Name one of its tables.`,
  databaseEmpty: (d: { path: string }) => `${d.path} has no tables. Name a database that has some.`,
}
