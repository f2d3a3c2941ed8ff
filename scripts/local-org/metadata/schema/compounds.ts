import {
    ADDRESS_PARTS,
    LOCATION_PARTS,
    type AddressPart,
    type FieldDef,
    type LocationPart
} from '../../model/index.ts';
import type { FoldedMap } from '../folded.ts';
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

const addAddresses = (name: string, fields: FoldedMap<FieldDef>): void => {
    for (const prefix of prefixesOf([...fields.keys()], (field) => fields.has(field))) {
        const compound = ADDRESS_PARTS.flatMap((part) => {
            const field = fields.get(`${prefix}${suffixOf(part)}`);
            return field && !field.custom ? [Object.freeze({ part, field: field.name })] : [];
        });
        const label = `${prefix.replace(/([a-z])([A-Z])/g, '$1 $2')} Address`.trim();
        const address: FieldDef = {
            ...systemField(name, `${prefix}Address`, label, 'address'),
            compound: Object.freeze(compound)
        };
        if (fields.has(address.name)) continue;
        fields.set(address.name, Object.freeze(address));
        for (const { field } of compound) {
            const part = fields.get(field);
            if (part) fields.set(field, Object.freeze({ ...part, partOf: address.name }));
        }
    }
};

const LABELS: Readonly<Record<LocationPart, string>> = { latitude: 'Latitude', longitude: 'Longitude' };

/** `Place__c` is read as a whole and written by `Place__Latitude__s` and `Place__Longitude__s`. */
const addLocationParts = (fields: FoldedMap<FieldDef>): void => {
    for (const location of [...fields.values()]) {
        if (location.type !== 'location') continue;
        const whole = { ...location, defaultValue: undefined, scale: undefined };
        const compound = LOCATION_PARTS.map((part) =>
            Object.freeze({ part, field: location.name.replace(/__c$/i, `__${LABELS[part]}__s`) })
        );
        const can = { create: false, update: false, filter: false, sort: false, group: false };
        fields.set(
            location.name,
            Object.freeze({ ...whole, compound: Object.freeze(compound), can: Object.freeze(can) })
        );
        for (const { part, field } of compound)
            fields.set(
                field,
                Object.freeze({
                    ...systemField(location.object, field, `${location.label} (${LABELS[part]})`, 'number', {
                        access: 'all'
                    }),
                    custom: true,
                    required: location.required,
                    precision: 18,
                    scale: location.scale ?? 0,
                    partOf: location.name
                })
            );
    }
};

/**
 * Gives objects the fields that stand for several others: `BillingAddress` of standard objects for `BillingStreet` and so on, geolocation
 * fields for their two numbers. They can be selected and nothing else. Source: SOAP API Developer Guide, "Address Compound Fields";
 * Object Reference, "Geolocation Compound Field".
 */
export const addCompounds = (drafts: Drafts): void => {
    for (const { name, kind, fields } of drafts.values()) {
        if (kind === 'standard') addAddresses(name, fields);
        addLocationParts(fields);
    }
};
