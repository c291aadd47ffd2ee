import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratch } from '../../tests/etl-compare.ts'
import { usesIn } from '../../tests/program-uses.ts'
import { findUses } from './find-uses.ts'

const CLEAN = `from pyspark.sql import functions as F
SQL = "SELECT max_by(a, b) AS m FROM VALUES (1, 2) AS t(a, b)"
def clean(orders):
  return orders.filter(F.col("a") / 2 > 1)
def load(spark):
  return spark.read.parquet("x")
`

describe('modules of a program’s project', () => {
  it('are read where the program imports them, each under its own name', async () => {
    const job =
      'from lib.steps import clean\nimport lib.steps as steps\nclean(steps.load(spark)).filter("a rlike 1")'
    const files = {
      'job.py': job,
      'lib/steps.py': CLEAN,
      'lib/other.py': 'spark.createDataFrame([]).distinct()',
    }
    expect(await usesIn(files, ['job.py'])).toEqual({
      'job.py': { uses: ['3 method:filter', '3 clause:rlike'], unknown: [] },
      'lib/steps.py': {
        uses: ['4 method:filter', '4 operator:>', '4 operator:/', '4 function:col', '6 read:parquet'],
        unknown: [],
      },
    })
  })

  it.each([
    ['beside it', 'jobs/job.py', 'from steps import load', 'jobs/steps.py'],
    ['of its own package', 'jobs/job.py', 'from .steps import load', 'jobs/steps.py'],
    ['above it', 'jobs/job.py', 'from ..steps import load', 'steps.py'],
    ['of the project', 'jobs/job.py', 'from shop.steps import load', 'shop/steps.py'],
    ['of the project’s sources', 'src/shop/job.py', 'from shop.steps import load', 'src/shop/steps.py'],
    ['that is a folder', 'job.py', 'from steps import load', 'steps/__init__.py'],
    ['by a whole path', 'job.py', 'import shop.steps', 'shop/steps.py'],
    ['with all its names', 'job.py', 'from steps import *', 'steps.py'],
  ])('are found %s', async (_, path, line, module) => {
    const call = line.startsWith('import') ? 'shop.steps.load' : 'load'
    const files = {
      'pyproject.toml': '',
      [path]: `${line}\n${call}(spark).filter("a > 1")`,
      [module]: CLEAN,
    }
    const found = await usesIn(files, [path])
    expect(Object.keys(found)).toEqual([path, module])
    expect(found[path]?.uses).toContain('2 method:filter')
  })

  it('bring their names, texts and functions with them', async () => {
    const files = {
      'common.py':
        'from pyspark.sql import functions as F\nfrom steps import SQL\nread = spark.read.parquet("x")',
      'steps.py': CLEAN,
      'job.py':
        'from common import *\nfrom steps import clean\nF.sum("x")\nspark.sql(SQL)\nread.filter("a > 1")\nread.transform(clean)',
    }
    expect((await usesIn(files, ['job.py']))['job.py']?.uses).toEqual([
      '3 function:sum',
      '4 function:max_by',
      '4 clause:values',
      '5 method:filter',
      '5 operator:>',
      '6 method:transform',
    ])
  })

  it('may import each other, and are read once', async () => {
    const files = {
      'a.py': 'import b\nspark.sparkContext',
      'b.py': 'import a\nspark.createDataFrame([]).distinct()',
    }
    expect(await usesIn(files)).toEqual({
      'a.py': { uses: ['2 method:sparkContext'], unknown: [] },
      'b.py': { uses: ['2 method:distinct'], unknown: [] },
    })
  })

  it('are never looked for outside of the project', async () => {
    await using folder = await scratch({
      'outside.py': 'spark.createDataFrame([]).distinct()',
      'project/pyproject.toml': '',
      'project/job.py': 'from ..outside import x\nimport linked\nfrom . import outside\nimport os',
    })
    await symlink(join(folder.path, 'outside.py'), join(folder.path, 'project/linked.py'))
    const programs = await findUses([join(folder.path, 'project/job.py')], process.env)
    expect(programs.map(({ uses, unknown }) => [uses, unknown])).toEqual([[[], []]])
  })

  it.each([
    ['broken', 'def f('],
    ['nested too deeply', `x = ${'1 + '.repeat(600)}1`],
    ['no text', '\0'],
  ])('are named where they cannot be read, at the import: %s', async (_, broken) => {
    const files = {
      'job.py': 'x = 1\nimport broken\nspark.createDataFrame([]).distinct()',
      'broken.py': broken,
    }
    expect(await usesIn(files, ['job.py'])).toEqual({
      'job.py': { uses: ['3 method:distinct'], unknown: ['2 module-unread'] },
    })
  })

  it('are read up to a number; the others are named', async () => {
    const names = Array.from({ length: 210 }, (_, index) => `m${index}`)
    const files = Object.fromEntries(names.map((name) => [`${name}.py`, 'x = 1']))
    const found = await usesIn({ ...files, 'job.py': `import ${names.join(', ')}` }, ['job.py'])
    expect(Object.keys(found)).toHaveLength(200)
    expect(found['job.py']?.unknown).toHaveLength(11)
  })
})

describe('a function or a class of a program', () => {
  const uses = async (text: string) => (await usesIn({ 'job.py': text }))['job.py']?.uses

  it.each([
    ['a parameter', 'def __init__(self, session: "SparkSession | None" = None):\n    self.s = session'],
    ['one with the usual name', 'def __init__(self, spark):\n    self.s = spark'],
    ['one of its own', 'def __init__(self):\n    self.s = SparkSession.builder.getOrCreate()'],
    ['a field', 's: SparkSession'],
    ['a property', '@property\n  def s(self) -> SparkSession: ...'],
  ])('keeps its session in an attribute: %s', async (_, begin) => {
    const text = `from pyspark.sql import SparkSession\nclass Job:\n  ${begin}\n  def run(self):\n    self.df = self.s.read.parquet("x")\n    self.keep().filter("a > 1")\n  def keep(self):\n    return self.df.distinct()`
    const found = (await uses(text))?.map((use) => use.split(' ')[1])
    expect(found).toEqual(['read:parquet', 'method:filter', 'operator:>', 'method:distinct'])
  })

  it('gets a session from a class that is not read', async () => {
    expect(await uses('class Job(Base):\n  def run(self):\n    self.spark.read.parquet("x")')).toEqual([
      '3 read:parquet',
    ])
  })

  it('takes no frame of pandas for one of Spark', async () => {
    const text =
      'import pandas as pd\ndef f(rows: pd.DataFrame) -> pd.DataFrame:\n  return rows.mean()\nf(x).filter("a > 1")'
    expect(await uses(text)).toEqual([])
  })

  it('is given DataFrames where it is made', async () => {
    const text =
      'class Job:\n  def __init__(self, orders):\n    self.orders = orders\n  def run(self):\n    self.orders.filter("a > 1")\nJob(spark.createDataFrame([])).run()'
    expect(await uses(text)).toEqual(['5 method:filter', '5 operator:>'])
  })
})

describe('a chain of calls', () => {
  it('is followed through names that are assigned anew', async () => {
    const text = `w = spark.createDataFrame([]).write\nw = w.mode("append")\nw = w.format("orc")\nw.save("x")\nr = spark.read\nfor name in names:\n  r = r.option("header", True)\nr.csv("x", "a INT")`
    expect((await usesIn({ 'job.py': text }))['job.py']?.uses).toEqual([
      '2 mode:append',
      '3 write:orc',
      '7 option:header',
      '8 option:file-schema-text',
      '8 option:no-escape',
      '8 option:no-multiline',
      '8 option:csv-schema',
      '8 read:csv',
    ])
  })

  it('of a notebook goes on where another cell ended', async () => {
    const code = (source: string) => ({ cell_type: 'code', source })
    const cells = [code('\n\n\nq = "SELECT max_by(1, 2) AS m"'), code('spark.sql(q)')]
    expect((await usesIn({ 'a.ipynb': JSON.stringify({ cells }) }))['a.ipynb']?.uses).toEqual([
      '1 function:max_by',
    ])
  })
})

describe('a notebook', () => {
  it('names cells in other languages, and notebooks that it runs', async () => {
    const text =
      '# Databricks notebook source\n# MAGIC %run ./helpers\n# COMMAND ----------\n# MAGIC %scala\n# MAGIC val x = 1\n# COMMAND ----------\n# MAGIC %md text'
    expect((await usesIn({ 'a.py': text }))['a.py']?.unknown).toEqual([
      '2 notebook-unread',
      '4 other-language',
    ])
  })
})
