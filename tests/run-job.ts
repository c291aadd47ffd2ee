import type { RunRecord, Trial } from '../src/model/record/schema.ts'
import { scratch } from './etl-compare.ts'

export const GOOD = 'printf "id,amount\\n1,2.50\\n2,7.25\\n" > "$ETL_OUTPUT/orders.csv"'

/** A job of shell commands: the tool is the real one, only the engines are small. */
export const config = (
  engines: Record<string, string>,
  more = '',
  tables = '{ orders: { key: [id] } }',
) => `version: 1
jobs:
  orders:
    input: input.csv
    baseline: base
    engines:
${Object.entries(engines)
  .map(([name, command]) => `      ${name}: { run: [sh, -c, ${JSON.stringify(command)}] }`)
  .join('\n')}
    tables: ${tables}
${more}`

export const folderWith = (engines: Record<string, string>, more = '') =>
  scratch({ 'etl-compare.yml': config(engines, more), 'input.csv': 'id\n1\n2\n' })

export function trialOf({ trials }: RunRecord, engine: string): Trial {
  const trial = trials.find((each) => each.engine === engine)
  if (!trial) throw new Error(`${engine} has no trial`)
  return trial
}
