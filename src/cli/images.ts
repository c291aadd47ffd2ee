import type { Command } from '@commander-js/extra-typings'
import type { Actions } from './actions.ts'
import { config } from './options.ts'

/** The commands for containers' images. */
export function addImages(program: Command, { perform }: Actions): void {
  const images = program.command('images').description("build, pull and list the containers' images")

  images
    .command('build')
    .description('build the images that have a build: in the configuration')
    .argument('[names...]', 'stacks or images; default: all')
    .addOption(config())
    .action(async (names, options) =>
      perform(async () => (await import('../commands/images/build.ts')).buildImages, { ...options, names }),
    )

  images
    .command('pull')
    .description('bring all other images from their registries, or up to date')
    .argument('[names...]', 'stacks or images; default: all')
    .addOption(config())
    .action(async (names, options) =>
      perform(async () => (await import('../commands/images/pull.ts')).pullImages, { ...options, names }),
    )

  images
    .command('list')
    .description('list the images, who runs in them, and what Docker has of them')
    .argument('[names...]', 'stacks or images; default: all')
    .addOption(config())
    .action(async (names, options) =>
      perform(async () => (await import('../commands/images/list.ts')).listImages, { ...options, names }),
    )
}
