import { z } from 'zod'
import { didYouMean } from '../../text/nearest.ts'
import { table } from './table-schema.ts'
import { name } from './values.ts'

/** Stands in `at:` for the version that a Delta table has after the operation, as the engine reports it. */
export const VERSION = '{version}'

/** What a trial keeps of its stages. */
const MOST = 50
const PLACE = /^(?:delta:\{output\}\/[^@{}]+(?:@\{version\})?|(?!delta:|iceberg:|s3:|.*\{version\}).*)$/s

/** Each operation with the table that it leaves, which is compared as those of `tables:` are. */
export const operations = z
  // A map puts names that are whole numbers first, whatever their order was.
  .record(name.regex(/^[A-Za-z]/, 'must begin with a letter'), table, {
    error: 'must be a map of operations to the tables that they leave, such as { append: { key: [id] } }',
  })
  .refine((all) => Object.keys(all).length <= MOST, `must have at most ${MOST} operations`)
  .describe(
    'Operations that each engine performs in this order, by name. Each is timed, and the table that it leaves is compared: {output}/<operation>, or with at: delta:{output}/path@{version} the version of a Delta table that the engine reports.',
  )

interface Problem {
  path: string[]
  message: string
}

type Declared = Readonly<Record<string, Pick<z.output<typeof table>, 'at' | 'lake'>>>

/** What is wrong with the places of operations: only they have a version, and only one of a Delta table. */
export function operationProblems({
  operations: own,
  tables,
}: {
  operations: Declared
  tables: Declared
}): Problem[] {
  const misplaced = Object.entries(own).filter(([, { at = '', lake = at }]) => !PLACE.test(lake))
  const versioned = Object.entries(tables).filter(([, { at = '', lake = at }]) => lake.includes(VERSION))
  const twice = Object.keys(tables).filter((each) => Object.hasOwn(own, each))
  return [
    ...misplaced.map(([each, { at = '', lake = at }]) => ({
      path: ['operations', each, 'at'],
      message: `must begin with {output}/, or be delta:{output}/path@${VERSION}${meantBy(lake)}`,
    })),
    ...versioned.map(([each]) => ({
      path: ['tables', each, 'at'],
      message: `must not have ${VERSION}, which only operations: have`,
    })),
    ...twice.map((each) => ({ path: ['tables', each], message: 'is also the name of an operation' })),
  ]
}

const KNOWN = [VERSION, '{output}']

/** What a placeholder that nobody knows was probably meant to be. */
function meantBy(place: string): string {
  const names = place.match(/\{\w+\}/g) ?? []
  return didYouMean(names.find((name) => !KNOWN.includes(name)) ?? '', KNOWN)
}
