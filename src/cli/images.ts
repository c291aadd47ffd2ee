import type { Command } from 'commander'
import type { Finish } from './finish.ts'
import { config } from './options.ts'

/** The commands for containers' images. */
export function addImages(program: Command, finish: Finish): void {
  const images = program.command('images').description("build, pull and list the containers' images")

  images
    .command('build')
    .description('build the images that have a build: in the configuration')
    .argument('[names...]', 'stacks or images; default: all')
    .addOption(config())
    .action(async (names: string[], options) =>
      finish(async (context) =>
        (await import('../commands/images/build.ts')).buildImages({ ...options, names }, context),
      ),
    )

  images
    .command('pull')
    .description('bring all other images from their registries, or up to date')
    .argument('[names...]', 'stacks or images; default: all')
    .addOption(config())
    .action(async (names: string[], options) =>
      finish(async (context) =>
        (await import('../commands/images/pull.ts')).pullImages({ ...options, names }, context),
      ),
    )

  images
    .command('list')
    .description('list the images, who runs in them, and what Docker has of them')
    .argument('[names...]', 'stacks or images; default: all')
    .addOption(config())
    .action(async (names: string[], options) =>
      finish(async (context) =>
        (await import('../commands/images/list.ts')).listImages({ ...options, names }, context),
      ),
    )
}
