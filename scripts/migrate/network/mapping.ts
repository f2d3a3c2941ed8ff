import { readFileSync } from 'node:fs';
import path from 'node:path';

export type LinkKind = 'Influence' | 'Conflict' | 'Informal';
export type PersonColumn =
    'name' | 'firstName' | 'lastName' | 'title' | 'email' | 'unit' | 'organisation' | 'role' | 'side' | 'manager';
export type TieColumn = 'from' | 'to' | 'strength' | 'kind' | 'note';

/** How the files of a network become a map: `config/migrate/network.json`. Names of files and columns are compared by their letters and digits. */
export interface NetworkMapping {
    readonly keyPrefix: string;
    readonly people: {
        /** Names of the file that lists the people. */
        readonly files: readonly string[];
        /** Names of its column that identifies a person. */
        readonly id: readonly string[];
        readonly columns: Readonly<Record<PersonColumn, readonly string[]>>;
    };
    readonly ties: Readonly<Record<TieColumn, readonly string[]>>;
    /** Names of the file, or values of a kind column, that say who reports to whom. */
    readonly reportsTo: readonly string[];
    /** Name of a file of ties, or value of a kind column → kind of line. */
    readonly kinds: Readonly<Record<string, LinkKind>>;
    /** Kind of ties that are not in `kinds`; null refuses them. */
    readonly otherKind: LinkKind | null;
    readonly defaultStrength: number;
}

/** Letters and digits only, so that `Reports to` and `reports_to` are one. */
export const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Reads the mapping of networks. */
export const readNetworkMapping = (): NetworkMapping =>
    JSON.parse(readFileSync(path.join(PROJECT_ROOT, 'config', 'migrate', 'network.json'), 'utf8')) as NetworkMapping;
