import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { pythonsOf } from '../behaviour/pythons.ts'
import type { ReadProgram } from '../differences/check-port.ts'
import { UserError } from '../errors.ts'
import { askPython } from '../files/ask-python.ts'
import { cacheFolder } from '../files/cache.ts'
import { exists } from '../files/disk.ts'

const READER = fileURLToPath(new URL('./find_uses.py', import.meta.url))
const LIBRARIES = fileURLToPath(new URL('../../vendor', import.meta.url))

const LONGEST_MS = 60_000
const UNREAD = `No python3 was found, or it did not read the programs within ${LONGEST_MS / 1000} s`

const placeSchema = z
  .tuple([z.string(), z.int(), z.int(), z.string(), z.string(), z.string(), z.boolean(), z.array(z.string())])
  .transform(([what, line, column, text, cell, call, begins, given]) => ({
    ...{ what, line, column, text, cell },
    ...(call !== '' && { call }),
    ...(begins && { begins }),
    ...(given.length > 0 && { given }),
  }))
const placesSchema = z.array(placeSchema)
const answerSchema = z.array(
  z.union([
    z.strictObject({ file: z.string(), error: z.string(), line: z.int() }),
    z.strictObject({ file: z.string(), uses: placesSchema, unknown: placesSchema, names: placesSchema }),
  ]),
)

/**
 * What programs use of Spark: PySpark in .py and .ipynb, Spark SQL in .sql; so do the modules of their project that they
 * import. Python parses them and runs nothing of them.
 *
 * @throws UserError `programUnread` with file and line, `pythonMissing`, `portCheckNotBuilt`
 */
export async function findUses(
  files: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<ReadProgram[]> {
  if (!(await exists(join(LIBRARIES, 'sqlglot'))))
    throw new UserError('portCheckNotBuilt', { path: LIBRARIES })
  const cache = `pycache_prefix=${join(cacheFolder(), 'python')}`
  const script = { args: ['-E', '-s', '-X', cache, READER], limitMs: LONGEST_MS, env: { ...env } }
  const answer = await askPython(pythonsOf([], undefined, env), script, { libraries: [LIBRARIES], files })
  if (answer === undefined) throw new UserError('pythonMissing', { reason: UNREAD })
  return answerSchema.parse(answer).map((read) => {
    if ('error' in read)
      throw new UserError('programUnread', { path: read.file, line: read.line, detail: read.error })
    return read
  })
}
