import type { Context } from '../../../context.ts'
import { formatBytes } from '../../../model/units/bytes.ts'
import { formatDuration } from '../../../model/units/duration.ts'
import { showStep } from '../../../terminal/progress.ts'
import type { Daemon } from '../connect.ts'
import { type Buildable, buildImage } from './build.ts'
import { findImage } from './find.ts'
import { progressText, pulledText } from './progress-text.ts'
import { type Pull, pullImage } from './pull.ts'

/** Builds an image, which takes a moment where nothing has changed, and shows how far it is. */
export async function buildWithProgress(
  daemon: Daemon,
  source: Buildable,
  folder: string,
  { terminal, signal }: Context,
): Promise<void> {
  await showStep(terminal, `build ${source.name}`, undefined, async (report) => {
    const begun = performance.now()
    const before = await findImage(daemon, source.name).catch(() => undefined)
    await buildImage(daemon, source, folder, report.detail, signal)
    const built = await findImage(daemon, source.name)
    const took = formatDuration((performance.now() - begun) / 1000)
    const size = `${formatBytes(built?.bytes ?? 0)} in ${took}`
    report.done(built?.id === before?.id ? `${size}, unchanged` : size)
  })
}

/** Pulls an image and shows how far it is. */
export const pullWithProgress = (
  daemon: Daemon,
  name: string,
  { terminal, signal }: Context,
): Promise<Pull> =>
  showStep(terminal, `pull ${name}`, undefined, async (report) => {
    const pull = await pullImage(daemon, name, (progress) => report.update(progressText(progress)), signal)
    const pulled = await findImage(daemon, name)
    report.done(pulledText(pull, pulled?.bytes ?? 0))
    return pull
  })
