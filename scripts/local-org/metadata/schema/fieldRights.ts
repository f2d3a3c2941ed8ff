/** What may be done with a field, whoever asks: write it, filter, sort and group by it. */
import type { FieldType } from '../../model/index.ts';
import { flagOf, textOf, type XmlElement } from '../xml/document.ts';

export interface Access {
    readonly create: boolean;
    readonly update: boolean;
}
/** Whether a field can be given in an insert and in an update. */
export const accessOf = (element: XmlElement, type: FieldType, computed: boolean, isBase: boolean): Access => {
    if (computed || type === 'autoNumber' || type === 'id') return { create: false, update: false };
    if (type === 'masterDetail') return { create: true, update: flagOf(element, 'reparentableMasterDetail') };
    const access = isBase ? textOf(element, 'access') : undefined;
    return { create: access === undefined || access === 'create', update: access === undefined || access === 'update' };
};

/** What a query may do with a field. Source: Object Reference, field properties by type. */
export const queryRights = (
    type: FieldType,
    length: number | undefined,
    computed: boolean
): { filter: boolean; sort: boolean; group: boolean } => {
    if (type === 'location' || type === 'address' || type === 'binary')
        return { filter: false, sort: false, group: false };
    if (type === 'longText' || type === 'richText') {
        const short = type === 'longText' && (length ?? 0) <= 255;
        return { filter: short, sort: short, group: short && !computed };
    }
    if (type === 'multiPicklist') return { filter: true, sort: false, group: false };
    const measured: readonly FieldType[] = ['number', 'currency', 'percent', 'datetime', 'time'];
    return { filter: true, sort: true, group: !computed && !measured.includes(type) };
};
