import type { Hue } from '../../src/report/model/shared.ts'
import type { Place, Points } from './points.ts'

const HUES: readonly Hue[] = ['baseline', 'candidate-1', 'candidate-2', 'candidate-3', 'other']

/** What the page colours it as. */
const hueOf = (element: Element | undefined): string =>
  HUES.find((name) => element?.closest(`.${name}`)) ?? ''

/** Marks of a picture that say by themselves, in their titles, what they are: whose, of what, and figures, a line each. */
export function marksIn(plot: HTMLElement): Points | undefined {
  const titles = [...plot.querySelectorAll('svg title')]
  const marks = titles.flatMap((title) => {
    const element = title.parentElement
    return element ? [{ element, lines: title.textContent.split('\n'), group: element.closest('g') }] : []
  })
  const rows = [...Map.groupBy(marks, ({ group }) => group).values()]
  const isSparse = rows.every(({ length }) => length === 1)
  const shown = isSparse ? [rows.flat()] : rows
  const at = ({ row, index }: Place) => shown[row]?.[index]
  if (marks.length === 0) return undefined
  return {
    rows() {
      const corner = plot.getBoundingClientRect()
      return shown.map((row) =>
        row.map(({ element }) => {
          const { left, right, top, bottom } = element.getBoundingClientRect()
          return {
            left: left - corner.left,
            right: right - corner.left,
            top: top - corner.top,
            bottom: bottom - corner.top,
          }
        }),
      )
    },
    tipOf(place) {
      const [engine = '', about = '', ...lines] = at(place)?.lines ?? []
      return { engine, at: about, lines, hue: hueOf(at(place)?.element) }
    },
    hrefOf: (place) => at(place)?.element.closest('a')?.getAttribute('href') ?? undefined,
    choose(place) {
      for (const { element } of marks) element.classList.remove('chosen')
      if (place) at(place)?.element.classList.add('chosen')
    },
  }
}
