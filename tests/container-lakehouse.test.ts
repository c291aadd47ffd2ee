import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { noDocker, runIn, titled } from './docker.ts'
import { etlCompare, QUICK_JVM_IN_IMAGE, scratch } from './etl-compare.ts'
import { configWith, found, PYTHON } from './lakehouse/lakehouse.ts'

/** Registers what Spark wrote to a folder, by the metadata that Spark's own hint names. */
const REGISTER = `import sys
from pathlib import Path
from pyiceberg.catalog.sql import SqlCatalog
folder = Path(sys.argv[1])
catalog = SqlCatalog("lake", uri=f"sqlite:///{folder}/catalog.db")
catalog.create_namespace("db")
for table in (folder / "iceberg/db").iterdir():
    version = (table / "metadata/version-hint.text").read_text()
    catalog.register_table(("db", table.name), f"{table}/metadata/v{version}.metadata.json")`

let folder: string
let removed: AsyncDisposable

async function writeBySpark(): Promise<void> {
  const made = await scratch()
  ;[folder, removed] = [made.path, made]
  const writer = join(import.meta.dirname, 'lakehouse/write_by_spark.py')
  await writeFile(join(folder, 'write.py'), await readFile(writer))
  const { code, output } = await runIn('etl-compare/spark', ['python', join(folder, 'write.py'), folder], {
    user: `${process.getuid?.()}:${process.getgid?.()}`,
    binds: [`${folder}:${folder}`],
    env: Object.entries(QUICK_JVM_IN_IMAGE).map((variable) => variable.join('=')),
  })
  expect(code, output).toBe(0)
  await promisify(execFile)(PYTHON, ['-c', REGISTER, folder])
  const lake = { type: 'sql', uri: 'sqlite:///catalog.db' }
  await writeFile(join(folder, 'etl-compare.yml'), configWith({ lake }))
}

describe.skipIf(noDocker)(titled('tables that Spark wrote', noDocker), () => {
  beforeAll(writeBySpark, 300_000)
  afterAll(() => removed?.[Symbol.asyncDispose]())

  it.each([
    ['iceberg:lake.db.deleted', 'partitioned by hours before 1970, with rows deleted by position', 5],
    ['iceberg:lake.db.evolved', 'with columns dropped, added again, swapped and widened', 1],
    ['iceberg:lake.db.v3', 'of version 3 with deletion vectors', 3],
    ['delta:delta/renamed', 'with renamed columns, partitions and fields, and deletion vectors', 2],
    ['delta:delta/by_id', 'with columns mapped by id', 2],
    ['delta:delta/vectors', 'with deletion vectors, whose log counts more rows', 3],
    ['delta:delta/widened', 'with columns and fields widened and added', 3],
    ['delta:delta/times', 'with instants of the years 1 and 9999', 3],
  ])('are what Spark reads in %s, %s', async (path, _, rows) => {
    const name = path.split(/[./]/).at(-1)
    const plain = `plain/${name}`
    expect(await found(folder, path, plain)).toMatchObject({ outcome: 'exact', rows: [rows, rows] })
  })

  it('are refused by name where delta-rs would misread them', async () => {
    for (const [table, feature] of [
      ['widened_parts', 'typeWidening with partition columns'],
      ['variant', 'variantType'],
    ]) {
      const { code, mistake } = await etlCompare(['fingerprint', `delta:delta/${table}`], folder)
      expect(code).toBe(2)
      expect(mistake).toMatchObject({
        code: 'lakeTableUnread',
        data: { detail: expect.stringContaining(`${feature}`) },
      })
    }
  })
})
