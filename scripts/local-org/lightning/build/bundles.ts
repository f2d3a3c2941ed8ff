import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { childrenOf, parseXml } from '../../metadata/index.ts';
import type { ComponentSource } from '../../metadata/types.ts';
import type { ManifestEntry } from '../types.ts';
import { filesBelow } from './hash.ts';

/** A bundle of the package, laid out as the compiler of LWC wants it: `<stage>/c/<name>/<file>`. */
export interface StagedBundle {
    readonly name: string;
    /** Absolute path of its module; undefined for a bundle of styles only. */
    readonly entry: string | undefined;
    /** Absolute path of its style sheet, where it is one that others import and no component. */
    readonly styles: string | undefined;
    readonly meta: Omit<ManifestEntry, 'url'>;
}
export interface Stage {
    readonly bundles: readonly StagedBundle[];
    /** Staged file → its path in the project. */
    readonly origins: ReadonlyMap<string, string>;
}

/** What deploys: not the TypeScript, tests, or anything hidden. */
const deploys = (name: string): boolean =>
    !name.endsWith('.ts') && !name.includes('__tests__/') && !name.startsWith('.');

/** What pages need from a js-meta.xml. A malformed one is reported by the deploy, not here. */
const readMeta = (file: string, content: Uint8Array): Omit<ManifestEntry, 'url'> => {
    const root = parseXml(file, content);
    const targets = 'message' in root ? [] : childrenOf(root, 'targetConfigs');
    const configs = targets.flatMap((element) => childrenOf(element, 'targetConfig'));
    const properties: Record<string, { type: string; default?: string }> = {};
    for (const { attributes } of configs.flatMap((config) => childrenOf(config, 'property'))) {
        const { name = '', type = '', default: preset } = attributes;
        properties[name] = { type, ...(preset === undefined ? {} : { default: preset }) };
    }
    const action = configs.flatMap((config) => childrenOf(config, 'actionType'))[0]?.text;
    const targetNames =
        'message' in root ? [] : childrenOf(root, 'targets').flatMap((all) => childrenOf(all, 'target'));
    return {
        properties,
        ...(action === 'ScreenAction' || action === 'Action' ? { actionType: action } : {}),
        ...(targetNames.some(({ text }) => text === 'lightning__UrlAddressable') ? { isAddressable: true } : {})
    };
};

const sameContent = (file: string, content: Uint8Array): boolean => {
    try {
        return readFileSync(file).equals(content);
    } catch {
        return false;
    }
};

/**
 * Lays the bundles out in a folder, writing only what changed and removing what vanished.
 * @param stageDir folder that belongs to this function alone
 */
export const stageBundles = (stageDir: string, components: readonly ComponentSource[]): Stage => {
    const origins = new Map<string, string>();
    const bundles: StagedBundle[] = [];
    for (const component of components) {
        const folder = path.join(stageDir, 'c', component.fullName);
        let meta: Omit<ManifestEntry, 'url'> = { properties: {} };
        for (const [file, content] of component.files) {
            const inside = file.slice(file.lastIndexOf(`/${component.fullName}/`) + component.fullName.length + 2);
            if (!deploys(inside)) continue;
            if (inside === `${component.fullName}.js-meta.xml`) meta = readMeta(file, content);
            const staged = path.join(folder, ...inside.split('/'));
            origins.set(staged, file);
            if (sameContent(staged, content)) continue;
            mkdirSync(path.dirname(staged), { recursive: true });
            writeFileSync(staged, content);
        }
        const module = path.join(folder, `${component.fullName}.js`);
        const styles = path.join(folder, `${component.fullName}.css`);
        const entry = origins.has(module) ? module : undefined;
        const isStyles = entry === undefined && origins.has(styles);
        bundles.push({ name: component.fullName, entry, styles: isStyles ? styles : undefined, meta });
    }
    mkdirSync(stageDir, { recursive: true });
    for (const file of filesBelow(stageDir)) if (!origins.has(file)) rmSync(file);
    return { bundles, origins };
};
