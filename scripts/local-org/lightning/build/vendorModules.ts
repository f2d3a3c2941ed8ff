import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Where the packages are: the project that this file is part of. */
export const packageFolder = (name: string): string => path.join(PROJECT_ROOT, 'node_modules', ...name.split('/'));

const manifest = <Shape>(name: string): Shape =>
    JSON.parse(readFileSync(path.join(packageFolder(name), 'package.json'), 'utf8')) as Shape;

/** The version of an installed package. */
export const packageVersion = (name: string): string => manifest<{ version: string }>(name).version;

/** Base components that need something no package brings (`force/navigation`, mobile capabilities), or that are ours here. */
const LEFT_OUT = new Set(['lightning/navigation', 'lightning/barcodeScanner', 'lightning/primitiveFigure']);

/** Every module that pages may import from the vendor build. */
export const vendorModules = (): string[] => {
    const { lwc } = manifest<{ lwc: { expose: string[] } }>('lightning-base-components');
    const base = lwc.expose.filter((name) => !LEFT_OUT.has(name) && !name.startsWith('lightning/iconSvg'));
    return ['lwc', '@lwc/synthetic-shadow', '@lwc/state', ...base];
};

/** Modules that are found by their file: `@salesforce/…` of the base components themselves, and state managers. */
export const baseComponentAliases = (): Map<string, string> => {
    const { lwc } = manifest<{ lwc: { modules: { name?: string; path?: string }[] } }>('lightning-base-components');
    const folder = packageFolder('lightning-base-components');
    // the platform's own module, from a package that is no LWC module
    const found = new Map([['@lwc/state', path.join(packageFolder('@lwc/state'), 'dist', 'index.js')]]);
    for (const { name, path: file } of lwc.modules) if (name && file) found.set(name, path.join(folder, file));
    return found;
};

/** The file name of a vendor module, without extension. */
export const vendorFile = (name: string): string => (name === '@lwc/synthetic-shadow' ? 'synthetic-shadow' : name);
