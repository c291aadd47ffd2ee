import { stat } from 'node:fs/promises'
import { format, parse } from 'node:path'
import type { Context, ExitCode } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { exists } from '../../files/disk.ts'
import { writeTrials } from '../../ledger/parquet.ts'
import { trialTable } from '../../ledger/trial-rows.ts'
import { counted } from '../../text/text.ts'
import { isRun } from '../../verdict/evidence/eligible.ts'
import { noteLeftOut } from '../../workflow/ledger/left-out.ts'
import { readLedger } from '../../workflow/ledger/read-ledger.ts'

export interface ExportOptions {
  ledger?: string
  file: string
}

/** `ledger export`: all trials as one Parquet file. */
export async function exportLedger(options: ExportOptions, { terminal, signal }: Context): Promise<ExitCode> {
  await requireNewParquet(options.file)
  const { place, records, leftOut } = await readLedger(options.ledger, signal)
  const rows = await writeTrials(options.file, trialTable(records))
  terminal.print(
    `Wrote ${options.file}: ${counted(rows, 'trial')} of ${counted(records.filter(isRun).length, 'run')}, ${place}`,
  )
  noteLeftOut(leftOut, terminal)
  return 0
}

/** @throws UserError where it would write what its name doesn't say, over a file, or nowhere */
async function requireNewParquet(path: string): Promise<void> {
  const { dir, name, ext } = parse(path)
  if (ext.toLowerCase() !== '.parquet')
    throw new UserError('exportNotParquet', { path, fix: format({ dir, name, ext: '.parquet' }) })
  if (await exists(path)) throw new UserError('exportExists', { path })
  const folder = dir || '.'
  const found = await stat(folder).catch(() => undefined)
  if (!found?.isDirectory()) throw new UserError('exportFolderMissing', { path, folder })
}
