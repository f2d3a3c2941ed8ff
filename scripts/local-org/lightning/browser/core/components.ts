import type { ComponentManifest, ManifestEntry } from '../../types.ts';
import { get } from './http.ts';

type Constructor = new () => HTMLElement;

const answer: { manifest?: Promise<ComponentManifest> } = {};
const manifest = (): Promise<ComponentManifest> =>
    (answer.manifest ??= get<ComponentManifest>('/assets/app/manifest.json'));

/** A component of the package, loaded: its class, and what its js-meta.xml says. */
export interface LoadedComponent {
    readonly constructor: Constructor;
    readonly entry: ManifestEntry;
}

/**
 * Loads a component that a page names.
 * @param name `c:handoffPanel` or `c/handoffPanel`
 * @returns undefined where the package has no such component
 * @throws Error with the reason where it could not be built
 */
export const loadComponent = async (name: string): Promise<LoadedComponent | undefined> => {
    const { components, lost } = await manifest();
    const id = name.replace(':', '/');
    const reason = lost[id];
    if (reason !== undefined) throw new Error(reason);
    const entry = components[id];
    if (!entry) return undefined;
    const module = (await import(entry.url)) as { default: Constructor };
    return { constructor: module.default, entry };
};

/** The design properties of a page's component, in the types that its js-meta.xml declares. */
export const typedProperties = (
    entry: ManifestEntry,
    given: Readonly<Record<string, string>>
): Record<string, unknown> => {
    const typed: Record<string, unknown> = {};
    for (const [name, { type, default: preset }] of Object.entries(entry.properties)) {
        const value = given[name] ?? preset;
        if (value === undefined) continue;
        if (type === 'Boolean') typed[name] = value === 'true';
        else if (type === 'Integer') typed[name] = Number(value);
        else typed[name] = value;
    }
    return typed;
};
