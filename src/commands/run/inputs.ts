import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { listFiles } from '../../adapters/files/disk.ts'
import { importLog, isApacheLog } from '../../adapters/fixtures/import-log.ts'
import { makeFixture } from '../../adapters/fixtures/store.ts'
import { checkColumns } from '../../adapters/input/columns.ts'
import { type Input, resolveInput } from '../../adapters/input/resolve.ts'
import type { Context } from '../../context.ts'
import type { PlannedComparison } from '../../core/plan/plan.ts'
import { fillTemplate } from '../../core/plan/template.ts'
import { formatBytes } from '../../core/units/bytes.ts'
import { sizeBytes } from '../../core/units/size.ts'
import { showStep } from '../progress.ts'

/** Input of a comparison, made where it is a fixture, imported where it is a log, and checked. */
export async function prepareInput(
  plan: PlannedComparison,
  given: string | undefined,
  folder: string,
  { terminal }: Context,
): Promise<Input> {
  const title = `${plan.job.name} ${plan.size} · input`
  return showStep(terminal, title, undefined, async (report) => {
    const input = await findInput(plan, given, folder, (fraction) =>
      report.update(`${Math.round(fraction * 100)} %`),
    )
    await checkColumns(plan.job, input)
    report.done(
      `${formatBytes(input.bytes)} in ${input.files.length} ${input.files.length === 1 ? 'file' : 'files'} (${input.path})`,
    )
    return input
  })
}

async function findInput(
  plan: PlannedComparison,
  given: string | undefined,
  folder: string,
  onProgress: (fraction: number) => void,
): Promise<Input> {
  const { job, size, key } = plan
  if (given !== undefined) return givenInput(plan, given)
  if (job.input.kind === 'path') return resolveInput(inputPath(plan, folder), 'path', job.name)
  const { fixture } = job.input
  const made = await makeFixture({ fixture, size, key, format: 'csv' }, onProgress)
  return {
    path: made.path,
    source: `fixture:${fixture}`,
    files: await listFiles(made.path),
    bytes: made.bytes,
    sha256: made.sha256,
  }
}

/** A log of a web server stands for the sessions job's input: it is imported first. */
async function givenInput({ job }: PlannedComparison, given: string): Promise<Input> {
  const path = resolve(given)
  const isFile = (await stat(path).catch(() => undefined))?.isFile() ?? false
  if (
    isFile &&
    job.input.kind === 'fixture' &&
    job.input.fixture === 'weblogs' &&
    (await isApacheLog(path))
  ) {
    const { path: imported } = await importLog(path)
    return resolveInput(imported, 'apache-log', job.name)
  }
  return resolveInput(path, 'path', job.name)
}

const inputPath = ({ job, size, key }: PlannedComparison, folder: string): string =>
  job.input.kind === 'path'
    ? resolve(folder, fillTemplate(job.input.template, { key, job: job.name, size }))
    : ''

/** Bytes that an input has or will have, as far as is known before it is made. */
export async function expectedBytes(
  plan: PlannedComparison,
  given: string | undefined,
  folder: string,
): Promise<number> {
  if (given === undefined && plan.job.input.kind === 'fixture') return sizeBytes(plan.size) ?? 0
  const files = await listFiles(given === undefined ? inputPath(plan, folder) : resolve(given))
  return files.reduce((sum, { bytes }) => sum + bytes, 0)
}
