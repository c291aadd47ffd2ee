import type { Entry } from '../entry.ts'

const WRITE = "open(f'{folder}/f.csv', 'w')"

/** Reading CSV. */
export const CSV: readonly Entry[] = [
  {
    id: 'csv-schema',
    title: 'CSV with a header and a schema',
    what: 'The same values where fields are plain and each fits its type.',
    triggers: ['read:csv', 'option:header', 'option:sep', 'option:delimiter', 'option:csv-schema'],
    spark: {
      python: `${WRITE}.write('id;name;day;amount\\n1;Ä b;2024-01-05;1.50\\n2;;2024-01-06;\\n')\nspark.read.csv(f'{folder}/f.csv', header=True, sep=';', schema='id INT, name STRING, day DATE, amount DECIMAL(9,2)').orderBy('id')`,
    },
    ports: {
      duckdb: {
        plain: {
          python: `${WRITE}.write('id;name;day;amount\\n1;Ä b;2024-01-05;1.50\\n2;;2024-01-06;\\n')\ncon.execute(f"FROM read_csv('{folder}/f.csv', header = true, delim = ';', columns = {{'id': 'INT', 'name': 'VARCHAR', 'day': 'DATE', 'amount': 'DECIMAL(9,2)'}}) ORDER BY id")`,
        },
      },
      polars: {
        plain: `${WRITE}.write('id;name;day;amount\\n1;Ä b;2024-01-05;1.50\\n2;;2024-01-06;\\n')\npl.read_csv(f'{folder}/f.csv', separator=';', schema={'id': pl.Int32, 'name': pl.String, 'day': pl.Date, 'amount': pl.Decimal(9, 2)})`,
      },
    },
  },
  {
    id: 'csv-empty',
    title: 'Empty fields and "" in CSV',
    what: 'Spark and DuckDB read both as NULL. Polars reads "" as an empty text.',
    triggers: ['read:csv', 'option:nullvalue', 'option:emptyvalue'],
    spark: {
      python: `${WRITE}.write('i,s\\n1,\\n2,""\\n3,NA\\n')\nspark.read.csv(f'{folder}/f.csv', header=True).orderBy('i').select('s')`,
    },
    ports: {
      duckdb: {
        plain: {
          python: `${WRITE}.write('i,s\\n1,\\n2,""\\n3,NA\\n')\ncon.execute(f"SELECT s FROM read_csv('{folder}/f.csv', all_varchar = true) ORDER BY i")`,
        },
      },
      polars: {
        plain: `${WRITE}.write('i,s\\n1,\\n2,""\\n3,NA\\n')\npl.read_csv(f'{folder}/f.csv', infer_schema=False).select('s')`,
        agrees: `${WRITE}.write('i,s\\n1,\\n2,""\\n3,NA\\n')\npl.read_csv(f'{folder}/f.csv', infer_schema=False).select(pl.col('s').replace('', None))`,
        write: "pl.col('s').replace('', None)",
      },
    },
  },
  {
    id: 'csv-infer',
    title: 'inferSchema: leading zeros, dates, numbers',
    what: 'Spark and Polars read 01234 as a number; DuckDB keeps the text. Polars keeps dates as text unless try_parse_dates is set.',
    triggers: ['option:inferschema'],
    spark: {
      python: `${WRITE}.write('zip,d,b\\n01234,2024-01-05,TRUE\\n00501,2024-01-06,false\\n')\nspark.read.csv(f'{folder}/f.csv', header=True, inferSchema=True).orderBy('zip')`,
    },
    instead: "A schema: StructType([StructField('a', IntegerType())])",
    ports: {
      duckdb: {
        plain: {
          python: `${WRITE}.write('zip,d,b\\n01234,2024-01-05,TRUE\\n00501,2024-01-06,false\\n')\ncon.execute(f"FROM '{folder}/f.csv' ORDER BY zip")`,
        },
        agrees: {
          python: `${WRITE}.write('zip,d,b\\n01234,2024-01-05,TRUE\\n00501,2024-01-06,false\\n')\ncon.execute(f"FROM read_csv('{folder}/f.csv', types = {{'zip': 'INT'}}) ORDER BY zip")`,
        },
        write: 'Give types in both programs: read_csv(file, types = {…}).',
      },
      polars: {
        plain: `${WRITE}.write('zip,d,b\\n01234,2024-01-05,TRUE\\n00501,2024-01-06,false\\n')\npl.read_csv(f'{folder}/f.csv').sort('zip')`,
        agrees: `${WRITE}.write('zip,d,b\\n01234,2024-01-05,TRUE\\n00501,2024-01-06,false\\n')\npl.read_csv(f'{folder}/f.csv', try_parse_dates=True).sort('zip')`,
        write: 'Give a schema in both programs, or try_parse_dates=True.',
      },
    },
  },
  {
    id: 'csv-no-infer',
    title: 'CSV without inferSchema',
    what: 'Spark reads every column as text. DuckDB and Polars infer types unless told not to.',
    triggers: ['option:no-schema'],
    spark: {
      python: `${WRITE}.write('i,x\\n1,007\\n2,1.50\\n')\nspark.read.csv(f'{folder}/f.csv', header=True).orderBy('i')`,
    },
    ports: {
      duckdb: {
        plain: {
          python: `${WRITE}.write('i,x\\n1,007\\n2,1.50\\n')\ncon.execute(f"FROM read_csv('{folder}/f.csv') ORDER BY i")`,
        },
        agrees: {
          python: `${WRITE}.write('i,x\\n1,007\\n2,1.50\\n')\ncon.execute(f"FROM read_csv('{folder}/f.csv', all_varchar = true) ORDER BY i")`,
        },
        write: 'read_csv(file, all_varchar = true)',
      },
      polars: {
        plain: `${WRITE}.write('i,x\\n1,007\\n2,1.50\\n')\npl.read_csv(f'{folder}/f.csv')`,
        agrees: `${WRITE}.write('i,x\\n1,007\\n2,1.50\\n')\npl.read_csv(f'{folder}/f.csv', infer_schema=False)`,
        write: 'pl.read_csv(file, infer_schema=False)',
      },
    },
  },
  {
    id: 'csv-quotes',
    title: 'Doubled quotes in CSV',
    what: 'RFC 4180 doubles a quote inside a quoted field. Spark’s escape character is a backslash: it keeps the quotes of such a field and may take the next field into it. Here Spark’s version is the wrong one.',
    triggers: ['option:no-escape'],
    shows: 'rarely',
    spark: {
      python: `${WRITE}.write('i,s,t\\n1,"a ""q"" b",z\\n2,"c:\\\\dir\\\\",y\\n')\nspark.read.csv(f'{folder}/f.csv', header=True).orderBy('i')`,
    },
    ports: {
      duckdb: {
        plain: {
          python: `${WRITE}.write('i,s,t\\n1,"a ""q"" b",z\\n2,"c:\\\\dir\\\\",y\\n')\ncon.execute(f"FROM read_csv('{folder}/f.csv', all_varchar = true) ORDER BY i")`,
        },
        write: "Set escape='\"' in the Spark program; DuckDB reads such files as they are meant.",
      },
      polars: {
        plain: `${WRITE}.write('i,s,t\\n1,"a ""q"" b",z\\n2,"c:\\\\dir\\\\",y\\n')\npl.read_csv(f'{folder}/f.csv', infer_schema=False)`,
        write: "Set escape='\"' in the Spark program; Polars reads such files as they are meant.",
      },
    },
  },
  {
    id: 'csv-multi-line',
    title: 'Line ends inside a quoted field',
    what: 'Without multiLine Spark takes each line as a row. DuckDB and Polars read the field whole.',
    triggers: ['option:no-multiline'],
    shows: 'rarely',
    spark: {
      python: `${WRITE}.write('i,s\\n1,"a\\nb"\\n2,c\\n')\nspark.read.csv(f'{folder}/f.csv', header=True)`,
    },
    ports: {
      duckdb: {
        plain: {
          python: `${WRITE}.write('i,s\\n1,"a\\nb"\\n2,c\\n')\ncon.execute(f"FROM read_csv('{folder}/f.csv', all_varchar = true)")`,
        },
        write: 'Set multiLine=True in the Spark program.',
      },
      polars: {
        plain: `${WRITE}.write('i,s\\n1,"a\\nb"\\n2,c\\n')\npl.read_csv(f'{folder}/f.csv', infer_schema=False)`,
        write: 'Set multiLine=True in the Spark program.',
      },
    },
  },
  {
    id: 'csv-bad-value',
    title: 'A CSV field that doesn’t fit its type',
    what: 'Spark’s mode PERMISSIVE returns NULL for the field. DuckDB and Polars raise.',
    triggers: ['read:csv', 'option:mode'],
    shows: 'rarely',
    spark: {
      python: `${WRITE}.write('i,n\\n1,5\\n2,x\\n')\nspark.read.csv(f'{folder}/f.csv', header=True, schema='i INT, n INT').orderBy('i')`,
    },
    ports: {
      duckdb: {
        plain: {
          python: `${WRITE}.write('i,n\\n1,5\\n2,x\\n')\ncon.execute(f"FROM read_csv('{folder}/f.csv', header = true, columns = {{'i': 'INT', 'n': 'INT'}}) ORDER BY i")`,
        },
        agrees: {
          python: `${WRITE}.write('i,n\\n1,5\\n2,x\\n')\ncon.execute(f"SELECT i, try_cast(n AS INT) AS n FROM read_csv('{folder}/f.csv', header = true, columns = {{'i': 'INT', 'n': 'VARCHAR'}}) ORDER BY i")`,
        },
        write: 'Read as VARCHAR, then try_cast(n AS INT).',
      },
      polars: {
        plain: `${WRITE}.write('i,n\\n1,5\\n2,x\\n')\npl.read_csv(f'{folder}/f.csv', schema={'i': pl.Int32, 'n': pl.Int32})`,
        agrees: `${WRITE}.write('i,n\\n1,5\\n2,x\\n')\npl.read_csv(f'{folder}/f.csv', schema={'i': pl.Int32, 'n': pl.Int32}, ignore_errors=True)`,
        write: 'ignore_errors=True',
      },
    },
  },
]
