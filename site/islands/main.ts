import { Chart } from 'chart.js'
import type { Live } from '../../src/report/charts/live.ts'
import { pointsOf } from './chart.ts'
import { addCopy } from './copy.ts'
import { enliven } from './hover.ts'
import { marksIn } from './marks.ts'

const block = document.getElementById('live')
const live: Live | undefined = block?.textContent ? JSON.parse(block.textContent) : undefined
for (const plot of document.querySelectorAll<HTMLElement>('.plot, .forest')) {
  const chart = live?.charts[plot.dataset.chart ?? '']
  const points = live && chart ? pointsOf(plot, chart, live) : marksIn(plot)
  if (points) enliven(plot, points)
  if (live && plot.matches('.plot')) addCopy(plot, live)
}

/** For who looks at a chart's points from outside: `etlCompare.Chart.getChart(canvas)`. */
export { Chart }
