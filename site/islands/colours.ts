import type { Hue } from '../../src/report/model/shared.ts'

/** What the sheet makes of an engine's colour now. */
export function colourOfHue(within: HTMLElement, hue: Hue): string {
  const probe = document.createElement('i')
  probe.className = `engine ${hue}`
  within.append(probe)
  const { color } = getComputedStyle(probe)
  probe.remove()
  return color
}
