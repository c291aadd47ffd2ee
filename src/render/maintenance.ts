import { formatDuration } from '../model/units/duration.ts'
import type { MaintenanceTask } from '../report/maintenance.ts'

/** `spark: compact 4.1 s, expire 2.2 s`, a line an engine. */
export const maintenanceTexts = (tasks: readonly MaintenanceTask[]): string[] =>
  [...Map.groupBy(tasks, ({ engine }) => engine)].map(
    ([engine, own]) => `${engine}: ${own.map(taskText).join(', ')}`,
  )

const taskText = ({ task, seconds, reason }: MaintenanceTask): string =>
  seconds === null ? `${task} – (${reason})` : `${task} ${formatDuration(seconds)}`
