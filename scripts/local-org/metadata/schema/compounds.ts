import { ADDRESS_PARTS, type AddressPart, type FieldDef } from '../../model/index.ts';
import type { Drafts } from './relations.ts';
import { systemField } from './systemFields.ts';

/** How the field of a part is named: `BillingStreet`, `MailingPostalCode`; on leads and users `Street`. */
const suffixOf = (part: AddressPart): string => part.charAt(0).toUpperCase() + part.slice(1);
const NEEDED: readonly AddressPart[] = ['street', 'city', 'postalCode', 'country'];

/** Prefixes before which a standard object has the fields of a whole address. */
const prefixesOf = (names: readonly string[], has: (name: string) => boolean): string[] =>
    names
        .filter((name) => name.endsWith('Street'))
        .map((name) => name.slice(0, -'Street'.length))
        .filter((prefix) => NEEDED.every((part) => has(`${prefix}${suffixOf(part)}`)));

/**
 * Gives standard objects the address fields that stand for several others: `BillingAddress` for `BillingStreet` and so on. They can be
 * selected and nothing else. Source: SOAP API Developer Guide, "Address Compound Fields".
 */
export const addCompounds = (drafts: Drafts): void => {
    for (const { name, kind, fields } of drafts.values()) {
        if (kind !== 'standard') continue;
        for (const prefix of prefixesOf([...fields.keys()], (field) => fields.has(field))) {
            const compound = ADDRESS_PARTS.flatMap((part) => {
                const field = fields.get(`${prefix}${suffixOf(part)}`);
                return field && !field.custom ? [Object.freeze({ part, field: field.name })] : [];
            });
            const label = `${prefix.replace(/([a-z])([A-Z])/g, '$1 $2')} Address`.trim();
            const field: FieldDef = {
                ...systemField(name, `${prefix}Address`, label, 'address'),
                compound: Object.freeze(compound)
            };
            if (!fields.has(field.name)) fields.set(field.name, Object.freeze(field));
        }
    }
};
