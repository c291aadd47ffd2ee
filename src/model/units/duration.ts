const SECONDS: Record<string, number> = { s: 1, min: 60, h: 3600, d: 86_400 }
/** Powers of ten, since 100 times a millionth is a little less than a ten-thousandth in binary. */
const FRACTIONS: Record<string, string> = { ms: 'e-3', us: 'e-6', ns: 'e-9' }

/** Seconds of `90s`, `20min`, `1.5h`, `500ms`, `10us`; undefined where `text` is no such time. */
export function parseDuration(text: string): number | undefined {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*(ns|us|ms|s|min|h|d)$/.exec(text.trim()) ?? []
  if (number === '') return undefined
  return Number(`${number}${FRACTIONS[unit] ?? ''}`) * (SECONDS[unit] ?? 1)
}

/** Such a text for seconds, in the greatest unit that gives a whole number: `5s`, `1500ms`, `1h`. */
export function spellDuration(seconds: number): string {
  const nanos = Math.round(seconds * 1e9)
  const units = { d: 86_400e9, h: 3600e9, min: 60e9, s: 1e9, ms: 1e6, us: 1e3, ns: 1 }
  const [unit = 'ns', size = 1] = Object.entries(units).find(([, each]) => nanos % each === 0) ?? []
  return `${nanos / size}${unit}`
}

/** As people say it: `0.42 s`, `8.3 s`, `1 min 20 s`, `2 h 05 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 0.9995) return `${Number(seconds.toPrecision(2))} s`
  if (seconds < 99.5) return `${Number(seconds.toPrecision(3))} s`
  const whole = Math.round(seconds)
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`
}
