import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Job } from '../../model/config/model.ts'
import { openForOutputs, spillFolder } from '../duckdb-session.ts'
import { assessParity, type Outputs } from '../parity/parity.ts'
import type { MeasuredTrial } from '../trial/measure-trial.ts'

/** No engine has such a name. */
const WITH_LESS = 'less memory'

/**
 * What an engine's output has otherwise than that of its run with the most memory, by what the job declares of its tables;
 * null where they are the same data.
 */
export async function differenceFrom(
  reference: MeasuredTrial,
  { tables, folder }: Pick<MeasuredTrial, 'tables' | 'folder'>,
  job: Job,
  signal: AbortSignal,
): Promise<string | null> {
  const baseline = reference.trial.engine
  const outputs: Outputs = new Map([
    [baseline, [reference.tables]],
    [WITH_LESS, [tables]],
  ])
  await using db = await openForOutputs(folder, signal)
  try {
    const compared = { job: { ...job, baseline }, outputs, lacks: new Map() }
    const { parity } = await assessParity(db, compared, join(folder, 'differences.parquet'))
    if (parity.passes) return null
    const failing = parity.findings.filter(({ passes }) => !passes)
    return parity.reason ?? failing.map(({ table, summary }) => `${table}: ${summary}`).join('; ')
  } finally {
    await rm(spillFolder(folder), { recursive: true, force: true })
  }
}
