import type { Plugin } from 'rollup';

/** Where the page's modules are served. `shell` and `app` are revalidated, the vendor's address holds its version. */
export const SHELL_URL = '/assets/shell/';
export const APP_URL = '/assets/app/';
export const vendorUrl = (version: string): string => `/assets/vendor/${version}/`;
export const sldsUrl = (version: string): string => `/assets/slds/${version}/`;

/** Values that the platform fixes when it builds a page and that we must read when the page runs: the module serving them. */
export const SESSION_MODULES: Readonly<Record<string, string>> = {
    i18n: 'org/i18n',
    user: 'org/session',
    customPermission: 'org/session',
    userPermission: 'org/session',
    client: 'org/client'
};

/** Modules of Experience Cloud sites: pages here are in none. Source: LWC guide, "@salesforce Modules". */
const OUTSIDE_OF_SITES: Readonly<Record<string, string>> = {
    'community/Id': 'undefined',
    'community/basePath': "''",
    'site/Id': 'undefined',
    'site/activeLanguages': '[]'
};

/**
 * The source of a `@salesforce/…` module whose value belongs to the user or the device: read from the session, never built in.
 * @returns undefined for all other modules
 */
export const sessionModule = (id: string): string | undefined => {
    const [, kind = '', name = ''] = /^@salesforce\/([^/]+)\/(.+)$/.exec(id) ?? [];
    const outside = OUTSIDE_OF_SITES[`${kind}/${name}`];
    if (outside !== undefined) return `export default ${outside};`;
    const file = SESSION_MODULES[kind];
    if (file === undefined) return undefined;
    const from = JSON.stringify(`${SHELL_URL}${file}.js`);
    switch (kind) {
        case 'i18n':
            // tables of the base components' own: no user's choice
            if (/calendar|digits|numbering/i.test(name)) return undefined;
            return `import { values } from ${from}; export default values[${JSON.stringify(name)}];`;
        case 'client':
            return name === 'formFactor' ? `export { formFactor as default } from ${from};` : undefined;
        case 'user':
            if (name === 'Id') return `import { session } from ${from}; export default session.userId;`;
            return name === 'isGuest' ? 'export default false;' : undefined;
        default:
            return `import { session } from ${from}; export default session.${kind}s.includes(${JSON.stringify(name)}) ? true : undefined;`;
    }
};

const VIRTUAL = '\0session:';

/** Rollup plugin for the modules above; everything below `/assets/` is left to the browser. */
export const sessionModules = (): Plugin => ({
    name: 'session-modules',
    resolveId(id) {
        if (id.startsWith('/assets/')) return { id, external: true };
        return id.startsWith('@salesforce/') && sessionModule(id) !== undefined ? VIRTUAL + id : undefined;
    },
    load(id) {
        return id.startsWith(VIRTUAL) ? sessionModule(id.slice(VIRTUAL.length)) : undefined;
    }
});

/** Rollup plugin: the settings that packages read at build time, as a production build. */
export const environment = (): Plugin => ({
    name: 'environment',
    transform(code) {
        if (!code.includes('process.env.') && !code.includes('import.meta.env')) return undefined;
        return {
            code: code
                .replaceAll('process.env.NODE_ENV', '"production"')
                .replaceAll('process.env.SKIP_LWC_VERSION_MISMATCH_CHECK', '"true"')
                .replaceAll('import.meta.env.SSR', 'false'),
            map: null
        };
    }
});

/** Rollup plugin: smaller files. */
export const minify = (): Plugin => ({
    name: 'minify',
    async renderChunk(code) {
        const { transform } = await import('esbuild');
        const result = await transform(code, { minify: true, target: 'es2022', legalComments: 'none' });
        return { code: result.code, map: null };
    }
});
