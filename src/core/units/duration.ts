const SECONDS: Record<string, number> = { s: 1, min: 60, h: 3600, d: 86_400 }

/** Seconds of `90s`, `20min`, `1.5h`; undefined where `text` is no such time. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(s|min|h|d)$/.exec(text.trim())
  if (!match) return undefined
  return Number(match[1]) * (SECONDS[match[2] ?? ''] ?? Number.NaN)
}

/** As people say it: `0.42 s`, `8.3 s`, `1 min 20 s`, `2 h 05 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 0.9995) return `${Number(seconds.toPrecision(2))} s`
  if (seconds < 99.5) return `${Number(seconds.toPrecision(3))} s`
  const whole = Math.round(seconds)
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`
}
