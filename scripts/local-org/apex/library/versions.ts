import { execution } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { need, raise } from './support.ts';

/** System.Version, of a package. */
export class PackageVersion {
    readonly parts: readonly number[];
    constructor(...parts: readonly (number | null)[]) {
        this.parts = parts.map((part) => need(part));
        if (this.parts.some((part) => part < 0)) raise('System.IllegalArgumentException', 'Invalid version number');
    }
    compare(other: PackageVersion): number {
        for (let at = 0; at < 3; at++) {
            const order = (this.parts[at] ?? 0) - (other.parts[at] ?? 0);
            if (order !== 0) return order < 0 ? -1 : 1;
        }
        return 0;
    }
    apexText(): string {
        return this.parts.join('.');
    }
}
const version: LibraryType = {
    name: 'System.Version',
    kind: 'class',
    is: (value) => value instanceof PackageVersion,
    members: {
        'new(Integer major, Integer minor)': (major: number, minor: number) => new PackageVersion(major, minor),
        'new(Integer major, Integer minor, Integer patch)': (major: number, minor: number, patch: number) =>
            new PackageVersion(major, minor, patch),
        'Integer compareTo(Object other)': (self: PackageVersion, other: unknown) =>
            other instanceof PackageVersion
                ? self.compare(other)
                : raise('System.TypeException', 'A version can only be compared with a version'),
        'Integer major()': (self: PackageVersion) => self.parts[0] ?? null,
        'Integer minor()': (self: PackageVersion) => self.parts[1] ?? null,
        'Integer patch()': (self: PackageVersion) => self.parts[2] ?? null,
        'Boolean equals(Object other)': (self: PackageVersion, other: unknown) =>
            other instanceof PackageVersion && self.compare(other) === 0,
        'String toString()': (self: PackageVersion) => self.apexText()
    }
};

/** The label of that name, in any case. */
const labelNamed = (name: string) => {
    const { labels } = execution().program.model;
    return labels.get(name) ?? [...labels.values()].find((label) => label.name.toLowerCase() === name.toLowerCase());
};
/** @throws IllegalArgumentException for a label that is not there */
const labelText = (namespace: string | null, name: string | null): string =>
    labelNamed(need(name))?.value ??
    raise(
        'System.IllegalArgumentException',
        `Custom label '${namespace ? `${namespace}.` : ''}${name}' does not exist`
    );
const label: LibraryType = {
    name: 'System.Label',
    kind: 'class',
    members: {
        'static String get(String namespace, String name)': labelText,
        'static String get(String namespace, String name, String language)': labelText,
        'static Boolean translationExists(String namespace, String name, String language)': (
            _namespace: string | null,
            name: string | null,
            language: string | null
        ) => labelNamed(need(name)) !== undefined && /^en/i.test(need(language))
    }
};

/** Version and Label. Source: Apex Reference Guide, System Namespace. */
export const versionTypes: readonly LibraryType[] = [version, label];
