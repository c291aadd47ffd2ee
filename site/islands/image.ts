import type { Live } from '../../src/report/charts/live.ts'
import { colourOfHue } from './colours.ts'
import { MARGIN, pictureOf } from './picture.ts'

/** Pixels of the image a pixel of the page. */
const SHARP = 2
/** Between a plot's words and the image's edge, and between names. */
const SPACE = 18
const LINE = 26
const DOT = 5

/** A plot as a PNG, as it looks now, with its title and the names of its engines. */
export async function imageOf(plot: HTMLElement, live: Live): Promise<Blob> {
  const svg = plot.querySelector('svg')
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d')
  if (!svg || !pen) throw new Error('no picture, or no canvas to draw it on')
  const picture = await loaded(pictureOf(svg))
  const box = svg.getBoundingClientRect()
  const words = wordsOf(svg)
  const around = spaceAround(box, words)
  const head = headOf(pen, plot, live)
  canvas.width = SHARP * (SPACE + Math.max(head, around.left + box.width + around.right) + SPACE)
  canvas.height = SHARP * (3 * LINE + around.top + box.height + around.bottom + SPACE)
  pen.scale(SHARP, SHARP)
  pen.fillStyle = getComputedStyle(document.documentElement).backgroundColor
  pen.fillRect(0, 0, canvas.width, canvas.height)
  headOf(pen, plot, live)
  pen.translate(SPACE + around.left, 3 * LINE + around.top)
  pen.drawImage(picture, -MARGIN, -MARGIN)
  for (const text of words) drawWords(pen, text)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no image'))), 'image/png'),
  )
}

/** How far words stand out of a plot. */
function spaceAround(box: DOMRect, words: readonly SVGTextElement[]) {
  const boxes = words.map((text) => text.getBoundingClientRect())
  const most = (beyond: (words: DOMRect) => number) => Math.max(MARGIN, ...boxes.map(beyond))
  return {
    left: most(({ left }) => box.left - left),
    right: most(({ right }) => right - box.right),
    top: most(({ top }) => box.top - top),
    bottom: most(({ bottom }) => bottom - box.bottom),
  }
}

const wordsOf = (svg: SVGSVGElement): SVGTextElement[] =>
  [...svg.querySelectorAll('text')].filter(
    (text) => getComputedStyle(text).display !== 'none' && text.textContent,
  )

/** Draws title and engines, and says how wide they are. */
function headOf(pen: CanvasRenderingContext2D, plot: HTMLElement, { engines }: Live): number {
  const { fontFamily, color } = getComputedStyle(document.body)
  pen.fillStyle = color
  pen.font = `600 16px ${fontFamily}`
  const title = plot.dataset.title ?? ''
  const width = pen.measureText(title).width
  pen.fillText(title, SPACE, LINE + DOT)
  pen.font = `600 14px ${fontFamily}`
  let x = SPACE
  for (const { name, hue } of engines) {
    pen.fillStyle = colourOfHue(plot, hue)
    pen.beginPath()
    pen.arc(x + DOT, 2 * LINE, DOT, 0, 2 * Math.PI)
    pen.fill()
    pen.fillText(name, x + 3 * DOT, 2 * LINE + DOT)
    x += 3 * DOT + pen.measureText(name).width + SPACE
  }
  return Math.max(width, x - SPACE)
}

/** Where the page has it, with the halo that it has there. */
function drawWords(pen: CanvasRenderingContext2D, text: SVGTextElement): void {
  const { fontWeight, fontSize, fontFamily, fill, stroke, strokeWidth } = getComputedStyle(text)
  const { x, y } = text.getStartPositionOfChar(0)
  const words = text.textContent ?? ''
  pen.font = `${fontWeight} ${fontSize} ${fontFamily}`
  pen.lineJoin = 'round'
  if (stroke !== 'none') {
    pen.strokeStyle = stroke
    pen.lineWidth = Number.parseFloat(strokeWidth)
    pen.strokeText(words, x, y)
  }
  pen.fillStyle = fill
  pen.fillText(words, x, y)
}

async function loaded(svg: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  await image.decode()
  return image
}
