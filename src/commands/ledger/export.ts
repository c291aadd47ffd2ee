import { writeTrials } from '../../adapters/ledger/parquet.ts'
import type { Context, ExitCode } from '../../context.ts'
import { isRun } from '../../core/evidence/counted.ts'
import { trialTable } from '../../core/ledger/trial-rows.ts'
import { noteLeftOut } from './left-out.ts'
import { counted, readLedger } from './read.ts'

export interface ExportOptions {
  ledger?: string
  file: string
}

/** `ledger export`: all trials as one Parquet file. */
export async function exportLedger(options: ExportOptions, { terminal, signal }: Context): Promise<ExitCode> {
  const { place, records, leftOut } = await readLedger(options.ledger, signal)
  const rows = await writeTrials(options.file, trialTable(records))
  terminal.print(
    `Wrote ${options.file}: ${counted(rows, 'trial')} of ${counted(records.filter(isRun).length, 'run')}, ${place}`,
  )
  noteLeftOut(leftOut, terminal)
  return 0
}
