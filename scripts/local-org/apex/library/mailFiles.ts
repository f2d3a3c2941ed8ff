/** Files of the org that a message takes along, by their Ids. */
import { toText } from '../runtime/index.ts';
import type { Draft } from './mailDrafts.ts';
import { quietQuery } from './quietQuery.ts';
import { idOf } from './support.ts';

/** What may be taken along, by the property that names it, and where the file names stand. */
const RECORDS: Readonly<Record<string, readonly (readonly [prefix: string, object: string, field: string])[]>> = {
    DocumentAttachments: [['015', 'Document', 'Name']],
    EntityAttachments: [
        ['068', 'ContentVersion', 'PathOnClient'],
        ['015', 'Document', 'Name'],
        ['00P', 'Attachment', 'Name']
    ]
};
/** The name of the file that an Id stands for; undefined where there is none. */
const fileName = (property: string, id: string): string | undefined => {
    const place = RECORDS[property]?.find(([prefix]) => id.startsWith(prefix));
    if (!place) return undefined;
    const [, object, field] = place;
    const name = quietQuery(`SELECT ${field} FROM ${object} WHERE Id = '${idOf(id)}'`)[0]?.get(field);
    return name === undefined || name === null ? undefined : toText(name);
};
/** The names of the files in a property of a message, an Id for one that is not there; undefined for properties that hold no files. */
export const fileNames = (property: string, ids: readonly unknown[]): string[] | undefined =>
    RECORDS[property] && ids.map((id) => fileName(property, String(id)) ?? toText(id));

/** The first file that a message names and that is not there. */
export const missingFile = (draft: Draft): { readonly property: string; readonly id: string } | undefined => {
    for (const property of Object.keys(RECORDS)) {
        const missing = draft.list(property).find((id) => fileName(property, String(id)) === undefined);
        if (missing !== undefined) return { property, id: toText(missing) };
    }
    return undefined;
};
