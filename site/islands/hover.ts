import type { Chart } from 'chart.js'
import { tipOf } from '../../src/render/site/tip.ts'
import type { Live, LiveChart } from '../../src/report/charts/live.ts'
import { chartOver } from './chart.ts'
import { colourOfHue } from './colours.ts'
import { MOVES, type Place, pointAt } from './points.ts'

/** A tip stands on the other side of its point from there on. */
const MIDDLE = 0.5

/** Lets a plot answer to the pointer and the keyboard: the exact values of a point, and a link to its comparison. */
export function enliven(plot: HTMLElement, chart: LiveChart, live: Live): void {
  const cover = addTo(plot, 'div', 'cover')
  const target = addTo(plot, 'a', 'target')
  const tip = addTo(plot, 'div', 'tip')
  let drawn: Chart | undefined
  let place: Place | undefined
  target.tabIndex = -1
  target.hidden = true
  tip.hidden = true
  tip.setAttribute('aria-live', 'polite')
  plot.tabIndex = 0
  plot.setAttribute('role', 'application')
  plot.setAttribute('aria-label', labelOf(plot.dataset.title ?? '', live.comparisons.length > 0))
  // The browser's own words for a dot would cover ours.
  for (const title of plot.querySelectorAll('svg title')) title.remove()

  const open = (): Chart => {
    drawn ??= chartOver(addTo(cover, 'canvas', ''), live, chart, (index) =>
      colourOfHue(plot, chart.series[index]?.engine.hue ?? 'other'),
    )
    return drawn
  }
  const show = (next: Place | undefined): void => {
    if (next?.series === place?.series && next?.index === place?.index) return
    place = next
    const canvas = open()
    canvas.setActiveElements(next ? [{ datasetIndex: next.series, index: next.index }] : [])
    canvas.draw()
    tip.hidden = next === undefined
    target.hidden = true
    if (next) describe(canvas, next)
  }
  const describe = (canvas: Chart, { series: number, index }: Place): void => {
    const series = chart.series[number]
    const point = canvas.getDatasetMeta(number).data[index]
    if (!series || !point) return
    const { engine, at, lines } = tipOf(live, chart, series, index)
    tip.replaceChildren(
      textIn('b', `engine ${series.engine.hue}`, engine),
      ` ${at}`,
      ...lines.flatMap((line) => [' ', textIn('span', '', line)]),
    )
    moveTo(tip, point)
    tip.classList.toggle('to-left', point.x > canvas.width * MIDDLE)
    const slug = series.kind === 'run' ? live.comparisons[series.points[index]?.[0] ?? -1]?.[1] : undefined
    if (slug === undefined) return
    target.href = `../comparisons/${live.job}/${slug}.html`
    target.setAttribute('aria-label', `Comparison of ${at}`)
    moveTo(target, point)
    target.hidden = false
  }

  plot.addEventListener('pointerenter', open)
  plot.addEventListener('pointermove', (event) => show(pointAt(open(), event)))
  plot.addEventListener('pointerleave', () => show(undefined))
  plot.addEventListener('blur', () => show(undefined))
  plot.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && !target.hidden && event.target === plot) return target.click()
    if (event.key === 'Escape') return show(undefined)
    const move = MOVES[event.key]
    if (!move) return
    event.preventDefault()
    show(place ? move(open(), place) : { series: 0, index: 0 })
  })
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn?.update('none'))
}

const labelOf = (title: string, hasLinks: boolean): string =>
  `${title}. Arrow keys go from point to point.${hasLinks ? ' Enter opens the comparison.' : ''}`

/** By the object model: the page's policy forbids style attributes. */
function moveTo({ style }: HTMLElement, { x, y }: { x: number; y: number }): void {
  style.left = `${x}px`
  style.top = `${y}px`
}

function addTo<Name extends 'a' | 'canvas' | 'div'>(
  parent: HTMLElement,
  name: Name,
  className: string,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name)
  element.className = className
  parent.append(element)
  return element
}

function textIn(name: 'b' | 'span', className: string, text: string): HTMLElement {
  const element = document.createElement(name)
  element.className = className
  element.textContent = text
  return element
}
