import { Chart } from 'chart.js'
import type { Live } from '../../src/report/charts/live.ts'
import { addCopy } from './copy.ts'
import { enliven } from './hover.ts'

const block = document.getElementById('live')
const live: Live | undefined = block?.textContent ? JSON.parse(block.textContent) : undefined
if (live) {
  for (const plot of document.querySelectorAll<HTMLElement>('.plot')) {
    const chart = live.charts[plot.dataset.chart ?? '']
    if (chart) enliven(plot, chart, live)
    addCopy(plot, live)
  }
}

/** For who looks at a chart's points from outside: `etlCompare.Chart.getChart(canvas)`. */
export { Chart }
