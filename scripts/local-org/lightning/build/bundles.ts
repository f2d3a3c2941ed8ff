import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser } from 'fast-xml-parser';
import type { ComponentSource } from '../../metadata/types.ts';
import type { ManifestEntry } from '../types.ts';
import { filesBelow } from './hash.ts';

/** A bundle of the package, laid out as the compiler of LWC wants it: `<stage>/c/<name>/<file>`. */
export interface StagedBundle {
    readonly name: string;
    /** Absolute path of its module; undefined for a bundle of styles only. */
    readonly entry: string | undefined;
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

const list = <Value>(value: Value | Value[] | undefined): Value[] =>
    value === undefined ? [] : Array.isArray(value) ? value : [value];

interface MetaXml {
    LightningComponentBundle?: {
        targetConfigs?: { targetConfig?: TargetConfig | TargetConfig[] };
    };
}
interface TargetConfig {
    actionType?: string;
    property?: Property | Property[];
}
interface Property {
    '@name': string;
    '@type': string;
    '@default'?: string;
}

/** What pages need from a js-meta.xml. A malformed one is reported by the deploy, not here. */
const readMeta = (xml: string): Omit<ManifestEntry, 'url'> => {
    const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false });
    const configs = list((parser.parse(xml) as MetaXml).LightningComponentBundle?.targetConfigs?.targetConfig);
    const properties: Record<string, { type: string; default?: string }> = {};
    for (const property of configs.flatMap((config) => list(config.property))) {
        const preset = property['@default'];
        properties[property['@name']] = {
            type: property['@type'],
            ...(preset === undefined ? {} : { default: preset })
        };
    }
    const action = configs.find((config) => config.actionType !== undefined)?.actionType;
    return action === 'ScreenAction' || action === 'Action' ? { properties, actionType: action } : { properties };
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
            if (inside === `${component.fullName}.js-meta.xml`) meta = readMeta(new TextDecoder().decode(content));
            const staged = path.join(folder, ...inside.split('/'));
            origins.set(staged, file);
            if (sameContent(staged, content)) continue;
            mkdirSync(path.dirname(staged), { recursive: true });
            writeFileSync(staged, content);
        }
        const module = path.join(folder, `${component.fullName}.js`);
        bundles.push({ name: component.fullName, entry: origins.has(module) ? module : undefined, meta });
    }
    mkdirSync(stageDir, { recursive: true });
    for (const file of filesBelow(stageDir)) if (!origins.has(file)) rmSync(file);
    return { bundles, origins };
};
