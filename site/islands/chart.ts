import { Chart, LinearScale, LogarithmicScale, PointElement, ScatterController } from 'chart.js'
import { acrossOf, type Live, type LiveChart } from '../../src/report/charts/live.ts'

Chart.register(ScatterController, PointElement, LinearScale, LogarithmicScale)

/** Colour of an engine, which changes between light and dark. */
export type ColourOf = (series: number) => string

/**
 * The chart's values in a canvas that covers its picture: axes of the same domains and no space around them, so that points
 * lie on those of the picture. Only the point that is chosen is drawn.
 */
export function chartOver(
  canvas: HTMLCanvasElement,
  live: Live,
  { x, y, series }: LiveChart,
  colourOf: ColourOf,
): Chart {
  return new Chart(canvas, {
    type: 'scatter',
    data: {
      datasets: series.map((each) => ({
        label: each.engine.name,
        data: each.points.map(([, value], index) => ({ x: acrossOf(live, each, index), y: value })),
      })),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      // The page asks which point is meant: its own links stay above the canvas.
      events: [],
      clip: false,
      layout: { autoPadding: false, padding: 0 },
      scales: {
        x: axis(x.domain, 'linear'),
        y: axis(y.domain, y.scale === 'log' ? 'logarithmic' : 'linear'),
      },
      elements: {
        point: {
          radius: 0,
          hitRadius: 0,
          hoverRadius: 6,
          hoverBorderWidth: 2.5,
          hoverBackgroundColor: 'transparent',
          hoverBorderColor: ({ datasetIndex }) => colourOf(datasetIndex),
        },
      },
    },
  })
}

const axis = ([min, max]: LiveChart['y']['domain'], type: 'linear' | 'logarithmic') =>
  ({ type, min, max, bounds: 'data', display: false }) as const
