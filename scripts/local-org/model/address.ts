import type { Decimal } from './decimal.ts';

/** The parts of an address, as the REST API names them. Source: SOAP API Developer Guide, "Address Compound Fields". */
export const ADDRESS_PARTS = [
    'city',
    'country',
    'geocodeAccuracy',
    'latitude',
    'longitude',
    'postalCode',
    'state',
    'street'
] as const;
export type AddressPart = (typeof ADDRESS_PARTS)[number];

/** The value of an address field such as `BillingAddress`: read only, made of the fields of its parts. */
export class AddressValue {
    readonly parts: ReadonlyMap<AddressPart, string | Decimal | null>;
    constructor(parts: ReadonlyMap<AddressPart, string | Decimal | null>) {
        this.parts = parts;
    }
    part(name: AddressPart): string | Decimal | null {
        return this.parts.get(name) ?? null;
    }
    toString(): string {
        const shown = ADDRESS_PARTS.map((name) => `${name}=${String(this.part(name))}`);
        return `API address[${shown.join(', ')}]`;
    }
}
