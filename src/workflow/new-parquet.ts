import { stat } from 'node:fs/promises'
import { format, parse } from 'node:path'
import { UserError } from '../errors.ts'
import { exists } from '../files/disk.ts'

/** @throws UserError `exportNotParquet`, `exportExists`, `exportFolderMissing`: where it would write what its name doesn't say, over a file, or nowhere */
export async function requireNewParquet(path: string): Promise<void> {
  const { dir, name, ext } = parse(path)
  if (ext.toLowerCase() !== '.parquet')
    throw new UserError('exportNotParquet', { path, fix: format({ dir, name, ext: '.parquet' }) })
  if (await exists(path)) throw new UserError('exportExists', { path })
  const folder = dir || '.'
  const found = await stat(folder).catch(() => undefined)
  if (!found?.isDirectory()) throw new UserError('exportFolderMissing', { path, folder })
}
