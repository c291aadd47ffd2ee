import { MOVES, middleOf, type Place, type Points, pointAt } from './points.ts'

/** A tip stands on the other side of its point from there on. */
const MIDDLE = 0.5

/** Lets a plot answer to the pointer and the keyboard: the exact values of a point, and a link to what it is of. */
export function enliven(plot: HTMLElement, points: Points): void {
  const target = addTo(plot, 'a', 'target')
  const tip = addTo(plot, 'div', 'tip')
  let place: Place | undefined
  target.tabIndex = -1
  target.hidden = true
  tip.hidden = true
  tip.setAttribute('aria-live', 'polite')
  plot.tabIndex = 0
  // What holds more than a picture keeps its role.
  if (!plot.hasAttribute('role')) plot.setAttribute('role', 'application')
  plot.setAttribute(
    'aria-label',
    `${plot.dataset.title ?? ''}. Arrow keys go from point to point. Enter opens its page, if it has one.`,
  )
  // The browser's own words for a mark would cover ours.
  for (const title of plot.querySelectorAll('svg title')) title.remove()

  const show = (next: Place | undefined): void => {
    if (next?.row === place?.row && next?.index === place?.index) return
    place = next
    points.choose(next)
    tip.hidden = next === undefined
    target.hidden = true
    if (next) describe(next)
  }
  const describe = (of: Place): void => {
    const box = points.rows()[of.row]?.[of.index]
    if (!box) return
    const { engine, at, lines, hue } = points.tipOf(of)
    const href = points.hrefOf(of)
    const middle = middleOf(box)
    tip.replaceChildren(
      textIn('b', `engine ${hue}`, engine),
      ` ${at}`,
      ...lines.flatMap((line) => [' ', textIn('span', '', line)]),
    )
    moveTo(tip, middle)
    tip.classList.toggle('to-left', middle.x > plot.clientWidth * MIDDLE)
    if (href === undefined) return
    target.href = href
    target.setAttribute('aria-label', `${engine}, ${at}`)
    moveTo(target, middle)
    target.hidden = false
  }

  plot.addEventListener('pointermove', ({ clientX, clientY }) => {
    const { left, top } = plot.getBoundingClientRect()
    show(pointAt(points.rows(), clientX - left, clientY - top))
  })
  plot.addEventListener('pointerleave', () => show(undefined))
  plot.addEventListener('blur', () => show(undefined))
  plot.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') return show(undefined)
    if (event.target !== plot) return
    if (event.key === 'Enter' && !target.hidden) return target.click()
    const move = MOVES[event.key]
    if (!move) return
    event.preventDefault()
    show(place ? move(points.rows(), place) : { row: 0, index: 0 })
  })
}

/** By the object model: the page's policy forbids style attributes. */
function moveTo({ style }: HTMLElement, { x, y }: { x: number; y: number }): void {
  style.left = `${x}px`
  style.top = `${y}px`
}

function addTo<Name extends 'a' | 'div'>(
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
