import { Chart, LinearScale, LogarithmicScale, PointElement, ScatterController } from 'chart.js'
import { tipOf } from '../../src/render/site/tip.ts'
import { acrossOf, type Live, type LiveChart } from '../../src/report/charts/live.ts'
import { colourOfHue } from './colours.ts'
import type { Points } from './points.ts'

Chart.register(ScatterController, PointElement, LinearScale, LogarithmicScale)

/** The points of a chart, which is drawn when it is first asked for them. */
export function pointsOf(plot: HTMLElement, chart: LiveChart, live: Live): Points {
  let drawn: Chart | undefined
  const open = (): Chart => {
    drawn ??= chartOver(coverOf(plot), live, chart, (index) =>
      colourOfHue(plot, chart.series[index]?.engine.hue ?? 'other'),
    )
    return drawn
  }
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawn?.update('none'))
  return {
    rows: () =>
      chart.series.map((_, row) =>
        open()
          .getDatasetMeta(row)
          .data.map(({ x, y }) => ({ left: x, right: x, top: y, bottom: y })),
      ),
    tipOf({ row, index }) {
      const series = chart.series[row]
      if (!series) return { engine: '', at: '', lines: [], hue: '' }
      return { ...tipOf(live, chart, series, index), hue: series.engine.hue }
    },
    hrefOf({ row, index }) {
      const series = chart.series[row]
      if (series?.kind !== 'run') return undefined
      const slug = live.comparisons[series.points[index]?.[0] ?? -1]?.[1]
      return slug && `../comparisons/${live.job}/${slug}.html`
    },
    choose(place) {
      open().setActiveElements(place ? [{ datasetIndex: place.row, index: place.index }] : [])
      open().draw()
    },
  }
}

function coverOf(plot: HTMLElement): HTMLCanvasElement {
  const cover = document.createElement('div')
  const canvas = document.createElement('canvas')
  cover.className = 'cover'
  cover.append(canvas)
  plot.append(cover)
  return canvas
}

/** Colour of an engine, which changes between light and dark. */
type ColourOf = (series: number) => string

/**
 * The chart's values in a canvas that covers its picture: axes of the same domains and no space around them, so that points
 * lie on those of the picture. Only the point that is chosen is drawn.
 */
function chartOver(
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
