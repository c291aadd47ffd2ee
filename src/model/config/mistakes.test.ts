import { describe, expect, it } from 'vitest'
import { job, problems } from '../../../tests/parsed-config.ts'

describe('a mistake in a configuration', () => {
  it('names the stack that was meant', () => {
    const text = job('stacks: { spark: { project: a }, pythonic: { project: b } }')
    expect(problems(text.replace('run: [spark-submit, job.py]', 'stack: sprak, command: [x]'))).toMatchObject(
      [{ message: "names the unknown stack 'sprak' (did you mean 'spark'?); stacks: has spark, pythonic" }],
    )
  })

  it.each([
    [
      'an unknown key, with the one that was meant',
      'limit: { cpus: 2 }',
      10,
      'limit',
      "Did you mean 'limits'?",
    ],
    ['a key of a job’s policy', 'policy: { volume: 3GB }', 10, 'policy.volume', 'jobs.<name>.policy.volume'],
    ['a count that is text', 'policy: { maxFailures: few }', 10, 'policy.maxFailures', 'must be a number'],
    ['a count below its least', 'policy: { minInputs: 0 }', 10, 'policy.minInputs', 'must be at least 1'],
    [
      'a ratio that is text',
      'policy: { margins: { total: fast } }',
      10,
      'policy.margins.total',
      'a ratio such as 1.0',
    ],
    [
      'days that are not averaged',
      'policy: { averageDays: 3 }',
      10,
      'policy.averageDays',
      'must be 1, 2 or 7',
    ],
    ['a value of the wrong kind', 'limits: { cpus: two }', 10, 'limits.cpus', 'whole number'],
    ['an amount of memory without a unit', 'limits: { memory: "4" }', 10, 'limits.memory', '4GiB'],
    ['a size that is none', '    sizes: [tiny]', 10, 'jobs.orders.sizes.0', 'small, medium, large'],
    ['a share of rows that is none', 'publish: { rows: some }', 10, 'publish.rows', 'none, masked or full'],
    ['the same limits twice', 'limits: [{ cpus: 1 }, { cpus: 1 }]', 10, 'limits', 'an entry twice'],
    ['no memory', 'limits: { memory: 0GiB }', 10, 'limits.memory', 'must be at least 16MiB'],
    ['too little memory to start', 'limits: [{ memory: 1KiB }]', 10, 'limits.0.memory', 'at least 16MiB'],
    ['no volume', '    policy: { volume: 0GB }', 10, 'jobs.orders.policy.volume', 'above 0'],
    ['a growth to nothing', '    policy: { growth: -1 }', 10, 'jobs.orders.policy.growth', 'above -1'],
    ['no time', '    timeout: 0s', 10, 'jobs.orders.timeout', 'must be at least 1s'],
    ['a variable with =', '    env: { "A=B": 1 }', 10, 'jobs.orders.env', "have no '='"],
    ['a variable without a name', '    env: { "": 1 }', 10, 'jobs.orders.env', 'not empty'],
    ['a value in the place of its name', '    env: { A: 1, B 2 }', 10, 'jobs.orders.env', 'NAME: value'],
    ['a NUL in a variable', '    env: { A: "x\\0" }', 10, 'jobs.orders.env.A', 'NUL'],
    [
      'a name that objects drop',
      '    env: { __proto__: 1 }',
      10,
      'jobs.orders.env.__proto__',
      'Choose another',
    ],
    ['a time without a unit', '    timeout: "90"', 10, 'jobs.orders.timeout', '90s'],
  ])('is named with its line and the mend: %s', (_, line, number, key, mend) => {
    expect(problems(job(line))).toMatchObject([{ line: number, key, message: expect.stringContaining(mend) }])
  })

  it.each([
    ['a missing key', '    baseline: spark\n', '', 'jobs.orders.baseline', 3, 'is missing'],
    [
      'a baseline that is no engine',
      'baseline: spark',
      'baseline: sprak',
      'jobs.orders.baseline',
      5,
      "names the unknown engine 'sprak' (did you mean 'spark'?)",
    ],
    [
      'an engine that runs nowhere',
      '{ run: [spark-submit, job.py] }',
      '{}',
      'jobs.orders.engines.spark',
      7,
      'where to run',
    ],
    [
      'an unknown stack',
      'run: [spark-submit, job.py]',
      'stack: sprk, command: [x]',
      'jobs.orders.engines.spark.stack',
      7,
      "unknown stack 'sprk'",
    ],
    [
      'a name that could leave its folder',
      'spark: {',
      '"../x": {',
      'jobs.orders.engines.../x',
      7,
      'letters, digits',
    ],
    [
      'a command as one text',
      '[spark-submit, job.py]',
      '"spark-submit job.py"',
      'jobs.orders.engines.spark.run',
      7,
      'list of arguments',
    ],
    [
      'a reason that is none, accepted for a column',
      '{ key: [id] }',
      '{ accept: { at: [timezone] } }',
      'jobs.orders.tables.orders.accept.at.0',
      9,
      "has an unknown reason 'timezone'. Did you mean 'time-zone'? docs/parity.md lists all reasons",
    ],
    [
      'a reason that is none, accepted for all columns',
      '{ key: [id] }',
      '{ accept: [last-digit, half-even] }',
      'jobs.orders.tables.orders.accept.1',
      9,
      "Did you mean 'rounding-half-even'?",
    ],
    ...['acme/jöb', 'acme/job 1.4', '*acme/job', 'acme/../../job', 'acme/job?all=1', 'Acme/Job'].map(
      (image): [string, string, string, string, number, string] => [
        `an image that no registry can have, ${image}`,
        'run: [spark-submit',
        `image: "${image}", command: [a`,
        'jobs.orders.engines.spark.image',
        7,
        'such as acme/job:1.4',
      ],
    ),
    [
      'a network that no daemon can have',
      'run: [spark-submit',
      'image: acme/job, network: "größe/1", command: [a',
      'jobs.orders.engines.spark.network',
      7,
      'name of a network',
    ],
    [
      'a table elsewhere',
      '{ key: [id] }',
      '{ at: "s3://b/t" }',
      'jobs.orders.tables.orders.at',
      9,
      'must begin with {output}/ or delta:{output}/, or be iceberg:CATALOG.{namespace}.TABLE',
    ],
    [
      'a table of a catalog that all trials would share',
      '{ key: [id] }',
      '{ at: "iceberg:lake.sales.orders" }',
      'jobs.orders.tables.orders.at',
      9,
      '{namespace}',
    ],
    [
      'a table of an unknown catalog',
      '{ key: [id] }',
      '{ at: "iceberg:lake.{namespace}.orders" }',
      'jobs.orders.tables.orders.at',
      9,
      "names the unknown catalog 'lake'; catalogs: has none",
    ],
    [
      'a table outside its output',
      '{ key: [id] }',
      '{ at: "{output}/a/../../b" }',
      'jobs.orders.tables.orders.at',
      9,
      "must not contain '..'",
    ],
  ])('is found: %s', (_, from, to, key, line, message) => {
    const found = problems(job('').replace(from, to)).filter((problem) => problem.key === key)
    expect(found).toMatchObject([{ line, message: expect.stringContaining(message) }])
  })

  it('does not hide the others: all are named at once, in the order of the file', () => {
    const found = problems(job('    sizes: [tiny]\nlimit: {}\npolicy: { alpha: 2 }'))
    expect(found.map(({ line }) => line)).toEqual([10, 11, 12])
  })

  it('in a value that cannot be read hides no mistake elsewhere', () => {
    const text = job('    timeout: soon\nlimits: { memory: much }').replace(
      'run: [spark-submit',
      'stack: x, command: [a',
    )
    expect(problems(text).map(({ key }) => key)).toEqual([
      'jobs.orders.engines.spark.stack',
      'jobs.orders.timeout',
      'limits.memory',
    ])
  })

  it('in the YAML itself has its line and column, and hides what the parser finds behind it', () => {
    const found = problems('version: 1\njobs: {a: [}\n  - b: *x')
    expect(found).toMatchObject([{ line: 2, column: 12, message: expect.stringMatching(/YAML.* 3 more/) }])
  })

  it('of an unquoted glob, which YAML takes for a reference, is named with its line', () => {
    expect(problems(job('').replace('data/orders', '*.csv'))).toMatchObject([
      { line: 4, message: expect.stringContaining('YAML') },
    ])
  })

  it.each(['jobs: &j { orders: *j }', 'jobs: &j\n  <<: *j'])(
    'of a map that holds itself is named: %s',
    (jobs) => {
      const keys = problems(`version: 1\n${jobs}`).map(({ key }) => key.split('.')[0])
      expect(new Set(keys)).toEqual(new Set(['jobs']))
    },
  )

  it('in an empty file names what is needed', () => {
    expect(problems('').map(({ key }) => key)).toEqual(['version', 'jobs'])
    expect(problems('version: 1\ncatalogs: {}')).toMatchObject([{ key: 'jobs' }])
  })
})
