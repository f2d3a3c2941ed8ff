import type { Plugin } from 'rollup';
import { SHELL_URL } from './plugins.ts';

/** What a template's tag would be called, from the module it stands for: `lightning/recordPicker` → `lightning-record-picker`. */
export const tagOf = (module: string): string =>
    module.replace('/', '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const VIRTUAL = '\0lost:';

/**
 * Rollup plugin of a tolerant build: where a template has a tag that there is no component for, a named gap takes its place, so that the
 * rest of the component still shows.
 * @param reasonOf why there is no such component; undefined for one that there is
 */
export const lostTags = (reasonOf: (module: string) => string | undefined): Plugin => ({
    name: 'lost-tags',
    resolveId(id, importer) {
        return importer?.split('?')[0]!.endsWith('.html') && reasonOf(id) !== undefined ? VIRTUAL + id : undefined;
    },
    load(id) {
        if (!id.startsWith(VIRTUAL)) return undefined;
        const module = id.slice(VIRTUAL.length);
        return `import Unsupported from ${JSON.stringify(`${SHELL_URL}shell/unsupported.js`)};
export default class extends Unsupported {
    constructor() {
        super();
        this.name = ${JSON.stringify(tagOf(module))};
        this.reason = ${JSON.stringify(reasonOf(module))};
    }
}
`;
    }
});
