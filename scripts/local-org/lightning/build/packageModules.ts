import type { Plugin } from 'rollup';
import type { LabelDef } from '../../metadata/types.ts';
import { SHELL_URL } from './plugins.ts';

const VIRTUAL = '\0package:';
const literal = (value: unknown): string => JSON.stringify(value);

/** A field or object reference, as the platform gives it to components. */
const schemaReference = (name: string): object => {
    const dot = name.indexOf('.');
    return dot < 0 ? { objectApiName: name } : { fieldApiName: name.slice(dot + 1), objectApiName: name.slice(0, dot) };
};

const fromShell = (file: string, body: (name: string) => string, name: string): string =>
    `import { ${name} } from ${literal(`${SHELL_URL}org/${file}.js`)}; export default ${body(name)};`;

/**
 * The source of a `@salesforce/…` module that depends on the package and not on the user.
 * @returns undefined for modules of other kinds; an Error with the reason for a name that does not exist
 */
export const packageModule = (id: string, labels: ReadonlyMap<string, LabelDef>): string | Error | undefined => {
    if (id === '@salesforce/apex') {
        return `export { refreshApex, getSObjectValue } from ${literal(`${SHELL_URL}org/apex.js`)};`;
    }
    const [, kind, name = ''] = /^@salesforce\/([^/]+)\/(.+)$/.exec(id) ?? [];
    switch (kind) {
        case 'apex':
            return fromShell('apex', (call) => `${call}(${literal(name)})`, 'apexMethod');
        case 'schema':
            return `export default ${literal(schemaReference(name))};`;
        case 'label': {
            const label = labels.get(name.replace(/^c\./, ''));
            return label === undefined
                ? new Error(`There is no custom label ${name}.`)
                : `export default ${literal(label.value)};`;
        }
        case 'resourceUrl':
            return fromShell('resources', (url) => `${url}(${literal(name)})`, 'resourceUrl');
        case 'contentAssetUrl':
            return `export default ${literal(`/file-asset/${name}`)};`;
        case 'messageChannel':
            return `export default ${literal({ name })};`;
        default:
            return undefined;
    }
};

/**
 * Rollup plugin for those modules.
 * @param report called for a name that does not exist, with the module that imports it
 */
export const packageModules = (
    labels: ReadonlyMap<string, LabelDef>,
    report: (message: string, importer: string, imported: string) => void
): Plugin => ({
    name: 'package-modules',
    resolveId(id, importer) {
        const source = id.startsWith('@salesforce/') ? packageModule(id, labels) : undefined;
        if (source === undefined) return undefined;
        if (source instanceof Error) report(source.message, importer ?? '', id);
        return VIRTUAL + id;
    },
    load(id) {
        if (!id.startsWith(VIRTUAL)) return undefined;
        const source = packageModule(id.slice(VIRTUAL.length), labels);
        return typeof source === 'string' ? source : 'export default undefined;';
    }
});
