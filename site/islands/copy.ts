import type { Live } from '../../src/report/charts/live.ts'
import { imageOf } from './image.ts'

const WORDS = 'Copy as PNG'
const SHOWN_MS = 2000

/** A button that copies the chart as an image with its title. Where pages may not write to the clipboard, it saves a file. */
export function addCopy(plot: HTMLElement, live: Live): void {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'copy'
  button.textContent = WORDS
  button.setAttribute('aria-label', `${WORDS}: ${plot.dataset.title ?? ''}`)
  button.addEventListener('click', async () => {
    button.textContent = await copied(plot, live)
    setTimeout(() => {
      button.textContent = WORDS
    }, SHOWN_MS)
  })
  plot.before(button)
}

async function copied(plot: HTMLElement, live: Live): Promise<string> {
  const image = imageOf(plot, live)
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': image })])
    return 'Copied'
  } catch {
    return save(await image)
  }
}

function save(image: Blob): string {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(image)
  link.download = 'chart.png'
  link.click()
  URL.revokeObjectURL(link.href)
  return 'Saved'
}
