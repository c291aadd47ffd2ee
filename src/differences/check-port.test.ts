import { describe, expect, it } from 'vitest'
import { checkPort, NOT_RUN, type Use } from './check-port.ts'
import { MEASURED } from './outcome.ts'

const use = (what: string, line = 1): Use => ({ what, line, column: 1, text: what, cell: '' })
const program = {
  file: 'job.py',
  uses: [use('function:max_by'), use('function:max_by', 9)],
  unknown: [],
  names: [],
}

describe('checkPort', () => {
  it('gathers the places of an entry over all programs', () => {
    const { met, unknown } = checkPort([program, { ...program, file: 'other.py' }], 'duckdb')
    const one = met.find(({ entry }) => entry.id === 'max-by-null')
    expect(one?.standing).toBe('same-if')
    expect(one?.places.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'job.py:1',
      'job.py:9',
      'other.py:1',
      'other.py:9',
    ])
    expect(unknown).toEqual([])
  })

  it('names a place once, by however many operations it meets an entry there', () => {
    const uses = [use('function:max_by'), use('function:min_by')]
    const { met } = checkPort([{ ...program, uses }], 'duckdb')
    expect(met.find(({ entry }) => entry.id === 'max-by-null')?.places).toHaveLength(1)
  })

  it('names the same line of two cells of a notebook twice', () => {
    const uses = ['cell 1', 'cell 2'].map((cell) => ({ ...use('function:max_by'), cell }))
    const { met } = checkPort([{ ...program, uses }], 'duckdb')
    const places = met.find(({ entry }) => entry.id === 'max-by-null')?.places
    expect(places?.map(({ cell }) => cell)).toEqual(['cell 1', 'cell 2'])
  })

  it('tells what a drop-in lacks from what it returns otherwise', () => {
    const uses = [use('method:rdd', 2), use('function:lower', 3)]
    const { met } = checkPort([{ ...program, uses }], 'sail')
    expect(met.find(({ entry }) => entry.id === 'rdd')).toMatchObject({
      standing: 'none',
      places: [{ line: 2 }],
    })
  })

  it('says nothing of what a drop-in was not seen to do, since another call of the same entry is lacking', () => {
    const uses = [use('function:map_zip_with'), use('function:transform_values', 2)]
    const { met, unknown } = checkPort([{ ...program, uses }], 'sail')
    expect(met.filter(({ standing }) => standing === 'none')).toMatchObject([
      { entry: { id: 'map-functions' }, places: [{ what: 'function:transform_values' }] },
    ])
    expect(unknown).toMatchObject([{ what: NOT_RUN }])
  })

  it('names a place of which nothing is known once', () => {
    const uses = [use('function:map_zip_with'), use('function:map_filter'), use('function:map_zip_with', 2)]
    expect(checkPort([{ ...program, uses }], 'sail').unknown).toMatchObject([{ line: 1 }, { line: 2 }])
  })

  it('drops nothing: what is not in the catalogue is listed with what could not be followed', () => {
    const odd = {
      file: 'job.py',
      uses: [use('function:new_in_spark_9')],
      unknown: [use('dynamic-sql', 2)],
      names: [],
    }
    expect(checkPort([odd], 'polars').unknown).toMatchObject([
      { what: 'dynamic-sql' },
      { what: 'function:new_in_spark_9' },
    ])
  })

  it('names what an engine with Spark’s API does not have once, by the entry that says what to write instead', () => {
    const call = 'DataFrame.localCheckpoint'
    const uses = [
      { ...use('method:localCheckpoint', 3), call },
      { ...use('method:localCheckpoint.storageLevel', 3), call },
      { ...use('method:localCheckpoint', 5), call },
    ]
    const { met, unknown } = checkPort([{ ...program, uses }], 'duckdb_spark')
    expect(met).toMatchObject([
      {
        entry: { id: 'checkpoint-with-level' },
        standing: 'none',
        lacks: call,
        places: [{ line: 3 }, { line: 5 }],
      },
    ])
    expect(unknown).toEqual([])
  })

  it('names a function by its own entry, and a setting by none of what it sets', () => {
    const call = 'functions.xxhash64'
    const uses = [{ ...use('function:xxhash64'), call }]
    const names = [{ ...use('name:pyspark'), call }]
    const { met } = checkPort([{ ...program, uses, names }], 'duckdb_spark')
    expect(met).toMatchObject([{ entry: { id: 'hash' }, lacks: call }])
    const set = { ...use('setting:spark.sql.session.timeZone'), call: 'RuntimeConfig.set' }
    const [one] = checkPort([{ ...program, uses: [set] }], 'duckdb_spark').met
    expect(one).toMatchObject({ entry: { id: 'names-of-pyspark' }, lacks: 'RuntimeConfig.set' })
  })

  it('says nothing of a call that is there by an example that another call ended', () => {
    const uses = [{ ...use('method:udf.register'), call: 'UDFRegistration.register' }]
    for (const target of ['duckdb_spark', 'sqlframe'] as const) {
      const { met } = checkPort([{ ...program, uses }], target)
      expect(met).toMatchObject([{ entry: { id: 'udf-in-sql' }, standing: 'same' }])
    }
  })

  it('says of a form that is a call, or SQL, only what its code shows', () => {
    const day = use('function:dayofweek')
    const ids = (one: Use) =>
      checkPort([{ ...program, uses: [one] }], 'sqlframe').met.map(({ entry }) => entry.id)
    const weekdays = (one: Use) => ids(one).filter((id) => id.startsWith('day-of-week'))
    expect(weekdays(day)).toEqual(['day-of-week'])
    expect(weekdays({ ...day, call: 'functions.dayofweek' })).toEqual(['day-of-week-call'])
  })

  it('names a class by the entry that is about it', () => {
    const names = [{ ...use('name:pyspark'), call: 'pyspark.StorageLevel' }]
    const { met } = checkPort([{ ...program, uses: [], names }], 'duckdb_spark')
    expect(met).toMatchObject([{ entry: { id: 'checkpoint-with-level' }, lacks: 'pyspark.StorageLevel' }])
  })

  it('names a module that is missing, whatever of it is imported', () => {
    const names = [{ ...use('name:pyspark'), call: 'pyspark.ml.feature.VectorAssembler' }]
    const { met } = checkPort([{ ...program, uses: [], names }], 'sqlframe')
    expect(met).toMatchObject([{ entry: { id: 'machine-learning' }, lacks: 'pyspark.ml' }])
  })

  describe('of a call that is there', () => {
    const lacking = {
      sail: [],
      sqlframe: [],
      duckdb_spark: ['DataFrame.show(0|n)', 'DataFrame.show(n)', 'read.csv.maxColumns'],
    }
    const met = (...names: Use[]) =>
      checkPort([{ ...program, uses: [], names }], 'duckdb_spark', { ...MEASURED, lacking }).met
    const show = { ...use('name:pyspark'), call: 'DataFrame.show' }

    it.each(['0', 'n'])('names an argument that is lacking, given as %s', (argument) => {
      expect(met({ ...show, given: [argument] })).toMatchObject([
        { entry: { id: 'show-rows' }, lacks: 'DataFrame.show(n)' },
      ])
    })

    it('says nothing of it without the argument', () => {
      expect(met({ ...show, given: ['truncate'] })).toEqual([])
    })

    it('names an option of a file, whatever the case of its letters', () => {
      expect(met({ ...use('name:pyspark'), call: 'read.csv.maxcolumns' })).toMatchObject([
        { entry: { id: 'options-of-files' }, lacks: 'DataFrameReader.csv: the option maxColumns' },
      ])
    })
  })

  it('says nothing of names that are there, and in a port of none', () => {
    const names = ['pyspark.ml', 'pyspark.sql.SparkSession'].map((call) => ({ ...use('name:pyspark'), call }))
    expect(checkPort([{ ...program, uses: [], names }], 'polars').met).toEqual([])
    expect(checkPort([{ ...program, uses: [], names: names.slice(1) }], 'duckdb_spark').met).toEqual([])
  })

  it('takes SQL for no proof of a function where the two are apart', () => {
    const mode = use('function:mode')
    const known = (one: Use, target: 'sail' | 'duckdb_spark') =>
      checkPort([{ ...program, uses: [one] }], target).unknown.map(({ what }) => what)
    expect(known(mode, 'duckdb_spark')).toEqual([])
    expect(known({ ...mode, call: 'functions.mode' }, 'duckdb_spark')).toEqual([NOT_RUN])
    expect(known({ ...mode, call: 'functions.mode' }, 'sail')).toEqual([])
  })

  it('tells a call by code in calls, and SQL by code in SQL', () => {
    const overlay = use('function:overlay')
    const uses = [overlay, { ...overlay, line: 2, call: 'functions.overlay' }]
    expect(checkPort([{ ...program, uses }], 'sqlframe').met).toMatchObject([
      { entry: { id: 'overlay' }, standing: 'none', kind: 'sqlframe', places: [{ line: 1 }] },
      { entry: { id: 'overlay' }, standing: 'same', kind: 'sqlframe-calls', places: [{ line: 2 }] },
    ])
  })

  it('leaves out for engines that are handed a session what begins one', () => {
    const begins = { ...program, uses: [{ ...use('method:context'), begins: true }] }
    expect(checkPort([begins], 'sail').met).toEqual([])
    expect(checkPort([begins], 'polars').met).toMatchObject([{ entry: { id: 'spark-context' } }])
  })
})
