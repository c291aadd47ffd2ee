/** What of an element's style a picture of its own needs. Set as attributes, which any viewer of SVG reads. */
const LOOKS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-dasharray',
  'opacity',
  'vector-effect',
  'display',
]
const HATCH = 'hatch'
const SVG = 'http://www.w3.org/2000/svg'

/** Marks at the edge of a plot reach so far beyond it, in pixels. */
export const MARGIN = 12

/** A plot's shapes as an SVG that needs no sheet. Words are left out: an image could not use the page's font. */
export function pictureOf(svg: SVGSVGElement): string {
  const { width, height } = svg.getBoundingClientRect()
  const copy = svg.cloneNode(true) as SVGSVGElement
  const originals = svg.querySelectorAll('*')
  for (const [index, element] of copy.querySelectorAll('*').entries()) dress(element, originals[index])
  for (const words of copy.querySelectorAll('text, title')) words.remove()
  copy.prepend(hatch())
  for (const [name, value] of Object.entries({ x: MARGIN, y: MARGIN, width, height, overflow: 'visible' }))
    copy.setAttribute(name, String(value))
  const around = document.createElementNS(SVG, 'svg')
  around.setAttribute('width', String(width + 2 * MARGIN))
  around.setAttribute('height', String(height + 2 * MARGIN))
  around.append(copy)
  return new XMLSerializer().serializeToString(around)
}

function dress(element: Element, original: Element | undefined): void {
  if (!original) return
  const style = getComputedStyle(original)
  for (const name of LOOKS) {
    const value = style.getPropertyValue(name)
    element.setAttribute(name, value.includes(`#${HATCH}`) ? `url(#${HATCH})` : value)
  }
}

function hatch(): Element {
  const original = document.getElementById(HATCH)
  const copy = (original?.cloneNode(true) ?? document.createElementNS(SVG, 'defs')) as Element
  const path = copy.querySelector('path')
  if (path) dress(path, original?.querySelector('path') ?? undefined)
  return copy
}
