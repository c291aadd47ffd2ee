import type { z } from 'zod'
import { didYouMean } from '../../text/nearest.ts'
import { clusterProblems } from './cluster-checks.ts'
import type { CsvDialect } from './csv-schema.ts'
import type { stack } from './engine-schema.ts'
import type { job } from './job-schema.ts'
import { dateProblems, type Problem, platformProblems } from './platform-checks.ts'
import type { Prices, prices } from './price.ts'

interface Written {
  stacks: Record<string, z.output<typeof stack>>
  catalogs: object
  prices: z.output<typeof prices>
  jobs: Record<string, z.output<typeof job>>
}
type WrittenJob = Written['jobs'][string]

const STORAGE = '{storage}'

/**
 * What is wrong between keys that are far apart: names of nothing, settings without effect or that contradict. It may run
 * though other values are wrong and not transformed, so it reads only what no transform changes.
 */
export const crossProblems = (
  { stacks, catalogs, prices, jobs }: Written,
  book: Prices,
  today: string | undefined,
): Problem[] => [
  ...(today === undefined ? [] : dateProblems(prices, today)),
  ...Object.entries(jobs).flatMap(([name, job]) => [
    ...unknownBaseline(['jobs', name, 'baseline'], job),
    ...unknownStacks(['jobs', name, 'engines'], job.engines, stacks),
    ...unknownStacks(['jobs', name, 'queries', 'engines'], job.queries?.engines ?? {}, stacks),
    ...clusterProblems(['jobs', name], job, stacks),
    ...platformProblems(['jobs', name, 'policy'], job, { ...book, ...prices }),
    ...csvProblems(['jobs', name, 'tables'], job),
    ...unknownCatalogs(['jobs', name, 'tables'], job, catalogs),
  ]),
]

function unknownBaseline(path: string[], { baseline, engines }: WrittenJob): Problem[] {
  const known = Object.keys(engines)
  return known.includes(baseline) ? [] : [unknownEngine(path, baseline, known)]
}

const unknownEngine = (path: string[], engine: string, known: readonly string[]): Problem => ({
  path,
  message: `names the unknown engine '${engine}'${didYouMean(engine, known)}; engines: has ${known.join(', ') || 'none'}`,
})

function unknownStacks(at: string[], engines: WrittenJob['engines'], stacks: object): Problem[] {
  const known = Object.keys(stacks)
  return Object.entries(engines).flatMap(([engine, { stack, steps = [] }]) =>
    [stack, ...steps.map((step) => step.stack)]
      .filter((named) => named !== undefined && !known.includes(named))
      .map((missing = '') => ({
        path: [...at, engine, 'stack'],
        message: `names the unknown stack '${missing}'${didYouMean(missing, known)}; stacks: has ${known.join(', ') || 'none'}`,
      })),
  )
}

function unknownCatalogs(path: string[], { tables, storage }: WrittenJob, catalogs: object): Problem[] {
  const known = Object.keys(catalogs)
  return Object.entries(tables).flatMap(([table, { lake = '' }]) => {
    const [, named] = /^iceberg:([^.]+)/.exec(lake) ?? []
    if (named === undefined) return []
    const at = [...path, table, 'at']
    if (named === STORAGE && !storage)
      return [{ path: at, message: `has ${STORAGE}, but the job has no storage: list` }]
    return (named === STORAGE ? (storage ?? []) : [named])
      .filter((catalog) => !known.includes(catalog))
      .map((catalog) => ({
        path: at,
        message: `names the unknown catalog '${catalog}'${didYouMean(catalog, known)}; catalogs: has ${known.join(', ') || 'none'}`,
      }))
  })
}

const csvProblems = (at: string[], { engines, tables }: WrittenJob): Problem[] =>
  Object.entries(tables).flatMap(([table, { csv = {} }]) => {
    const { engines: own = {}, ...common } = csv
    const path = [...at, table, 'csv']
    const known = Object.keys(engines)
    const unknown = Object.keys(own).filter((engine) => !known.includes(engine))
    return [
      ...unknown.map((engine) => unknownEngine([...path, 'engines', engine], engine, known)),
      ...idleColumns(path, [common, ...Object.values(own)]),
    ]
  })

/** Columns are named for files without a header: with one they would do nothing. */
function idleColumns(path: string[], dialects: readonly CsvDialect[]): Problem[] {
  const isHeadless = dialects.some(({ header }) => header === false)
  const isNamed = dialects.some(({ columns }) => columns !== undefined)
  if (isHeadless || !isNamed) return []
  return [{ path: [...path, 'columns'], message: 'are for files without a header: add header: false' }]
}
