import { z } from 'zod'
import { engine } from './engine-schema.ts'
import { name, text } from './values.ts'

/** Queries that run on the tables of each engine, after its first trial. */
export const queries = z
  .strictObject({
    folder: text('the folder of .sql files, such as queries').describe(
      'Folder with .sql files, one query each. They name tables as tables: does.',
    ),
    engines: z
      .record(name, engine, { error: 'must be a map of query engines, such as { duckdb: { … } }' })
      .refine((engines) => Object.keys(engines).length > 0, 'must name at least one query engine')
      .describe('Programs that run one query, by name: {input.query} on the tables of {input.tables}.'),
  })
  .meta({ id: 'queries', description: 'Analytical queries on the tables that each engine wrote.' })
