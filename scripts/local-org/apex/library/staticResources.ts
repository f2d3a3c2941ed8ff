import { execution } from '../runtime/index.ts';

/** The content of a static resource of the project, by its name in any case; undefined where there is none. */
export const staticResource = (name: string): Uint8Array | undefined =>
    execution().program.model.staticResources.find((resource) => resource.name.toLowerCase() === name.toLowerCase())
        ?.body;
