const FACTORS: Record<string, number> = {
  B: 1,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
}

/** Bytes of `0.3GB`, `4GiB`, `512 MiB`; undefined where `text` is no such amount. */
export function parseBytes(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([kKMGT]?i?B)$/.exec(text.trim())
  if (!match) return undefined
  const factor = FACTORS[match[2] === 'KB' ? 'kB' : (match[2] ?? '')]
  return factor === undefined ? undefined : Math.round(Number(match[1]) * factor)
}

/** `1.03 GB`: decimal units, three significant digits. */
export function formatBytes(bytes: number): string {
  const unit = (['TB', 'GB', 'MB', 'kB'] as const).find((name) => bytes >= (FACTORS[name] ?? 1))
  if (!unit) return `${Math.round(bytes)} B`
  return `${Number((bytes / (FACTORS[unit] ?? 1)).toPrecision(3))} ${unit}`
}
