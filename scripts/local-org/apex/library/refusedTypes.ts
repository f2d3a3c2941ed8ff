import type { LibraryType } from '../types.ts';
import { refused } from './support.ts';

/** Classes of the platform that the local org lacks: code that names them compiles and is refused when it runs. */
const lacking = (name: string, ...signatures: readonly string[]): LibraryType => ({
    name: `System.${name}`,
    kind: 'class',
    members: Object.fromEntries(
        signatures.map((signature) => {
            const method = /(\w+)\(/.exec(signature)?.[1] ?? signature;
            return [signature, refused(`${name}.${method}`)];
        })
    )
});

/** Refused by name. */
export const refusedTypes: readonly LibraryType[] = [
    lacking(
        'BusinessHours',
        'static Datetime add(String id, Datetime start, Long interval)',
        'static Datetime addGmt(String id, Datetime start, Long interval)',
        'static Long diff(String id, Datetime start, Datetime end)',
        'static Boolean isWithin(String id, Datetime moment)',
        'static Datetime nextStartDate(String id, Datetime moment)'
    ),
    lacking('Site', 'static String getBaseUrl()', 'static Id getSiteId()', 'static String getName()'),
    lacking('Network', 'static Id getNetworkId()', 'static String getLoginUrl(Id id)')
];
