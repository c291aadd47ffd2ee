import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { Metered } from '../src/runners/meter/meter.ts'
import { metered } from './metered.ts'

const ROOT = resolve(import.meta.dirname, '..')
const PROJECT = join(ROOT, 'bench/datacompy')

export const FRAMES = ['pandas', 'polars'] as const
export type Frames = (typeof FRAMES)[number]

const answer = z.object({ equal: z.boolean() })

export async function installDatacompy(): Promise<void> {
  const uv = ['sync', '--locked', '--quiet', '--project', PROJECT]
  await promisify(execFile)(join(ROOT, '.tools/bin/uv'), uv)
}

/**
 * Compares two Parquet files by datacompy, matched by the column `id`.
 *
 * @param folder of temporary files
 */
export async function datacompy(
  frames: Frames,
  [a, b]: readonly [string, string],
  folder: string,
  signal?: AbortSignal,
): Promise<{ cost: Metered; isEqual: boolean }> {
  const argv = [join(PROJECT, '.venv/bin/python'), join(PROJECT, 'compare.py'), frames, a, b, 'id']
  const { cost, stdout } = await metered(argv, folder, { signal })
  return { cost, isEqual: answer.parse(JSON.parse(stdout)).equal }
}
