import type { z } from 'zod'
import { didYouMean } from '../../text/nearest.ts'
import type { job } from './job-schema.ts'

type Problem = { path: string[]; message: string }

/** What is wrong with the CSV dialects of tables that no dialect shows by itself. */
export const csvProblems = (jobs: Record<string, z.infer<typeof job>>): Problem[] =>
  Object.entries(jobs).flatMap(([name, { engines, tables }]) =>
    Object.entries(tables).flatMap(([table, options]) => {
      const { engines: own = {}, ...common } = options?.csv ?? {}
      const path = ['jobs', name, 'tables', table, 'csv']
      const known = Object.keys(engines)
      const unknown = Object.keys(own).filter((engine) => !known.includes(engine))
      return [
        ...unknown.map((engine) => ({
          path: [...path, 'engines', engine],
          message: `names no engine '${engine}'${didYouMean(engine, known)}; engines: has ${known.join(', ')}`,
        })),
        ...idleColumns(path, common, Object.values(own)),
      ]
    }),
  )

type Dialect = { header?: boolean | undefined; columns?: string[] | undefined }

/** Columns are named for files without a header: with one they would do nothing. */
function idleColumns(path: string[], common: Dialect, own: readonly Dialect[]): Problem[] {
  const isHeadless = [common, ...own].some(({ header }) => header === false)
  const isNamed = [common, ...own].some(({ columns }) => columns !== undefined)
  if (isHeadless || !isNamed) return []
  return [{ path: [...path, 'columns'], message: 'are for files without a header: add header: false' }]
}
