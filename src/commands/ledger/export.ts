import type { Context, ExitCode } from '../../context.ts'
import { trialTable } from '../../ledger/trial-rows.ts'
import { writeParquet } from '../../tables/write-parquet.ts'
import { counted } from '../../text/text.ts'
import { isRun } from '../../verdict/evidence/eligible.ts'
import { noteLeftOut } from '../../workflow/ledger/left-out.ts'
import { readLedger } from '../../workflow/ledger/read-ledger.ts'
import { requireNewParquet } from '../../workflow/new-parquet.ts'

export interface ExportOptions {
  ledger?: string
  file: string
}

/** `ledger export`: all trials as one Parquet file. */
export async function exportLedger(options: ExportOptions, { terminal, signal }: Context): Promise<ExitCode> {
  await requireNewParquet(options.file)
  const { place, records, leftOut } = await readLedger(options.ledger, signal)
  const rows = await writeParquet(options.file, trialTable(records))
  terminal.print(
    `Wrote ${options.file}: ${counted(rows, 'trial')} of ${counted(records.filter(isRun).length, 'run')}, ${place}`,
  )
  noteLeftOut(leftOut, terminal)
  return 0
}
