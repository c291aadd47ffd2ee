import { formatBytes } from '../../../model/units/bytes.ts'
import { formatDuration } from '../../../model/units/duration.ts'
import type { Pull, PullProgress } from './pull.ts'

const BAR_WIDTH = 16

/** `▕████    ▏ 120 of 340 MB, 5 of 9 layers already local`. */
export function progressText({ bytesDone, bytesTotal, layers, present }: PullProgress): string {
  if (layers === 0) return 'contacting the registry'
  const filled = bytesTotal === 0 ? 0 : Math.floor((BAR_WIDTH * bytesDone) / bytesTotal)
  const bar = `▕${'█'.repeat(filled).padEnd(BAR_WIDTH)}▏`
  const isUnpacking = bytesTotal > 0 && bytesDone === bytesTotal
  return [
    `${bar} ${ofTotal(bytesDone, bytesTotal)}${layersText({ layers, present })}`,
    isUnpacking && 'unpacking',
  ]
    .filter(Boolean)
    .join(', ')
}

/** `120 of 340 MB`, the unit once where both have the same. */
function ofTotal(done: number, total: number): string {
  const [[amount, unit], whole] = [formatBytes(done).split(' '), formatBytes(total)]
  return `${whole.endsWith(` ${unit}`) || done === 0 ? amount : `${amount} ${unit}`} of ${whole}`
}

const layersText = ({ layers, present }: { layers: number; present: number }): string =>
  present === 0 ? '' : `, ${present} of ${layers} layers already local`

/** How a pull went. */
export const pulledText = ({ bytes, layers, present, milliseconds }: Pull, unpacked: number): string =>
  layers === 0
    ? `up to date, ${formatBytes(unpacked)} unpacked`
    : `${formatBytes(bytes)} in ${formatDuration(milliseconds / 1000)}${layersText({ layers, present })}, ${formatBytes(unpacked)} unpacked`
