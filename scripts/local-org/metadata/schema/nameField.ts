import type { FieldDef } from '../../model/index.ts';
import type { Report } from '../problems.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, flagOf, textOf } from '../xml/document.ts';
import { queryRights } from './fieldRights.ts';
import { checkDisplayFormat } from './filterChecks.ts';
import type { ObjectSource } from './objectSource.ts';

/** The name field of a custom object. */
export const nameFieldOf = (source: ObjectSource, report: Report): FieldDef | undefined => {
    const element = source.own && childOf(source.own, 'nameField');
    if (!element) return undefined;
    const type = textOf(element, 'type');
    if (type !== 'Text' && type !== 'AutoNumber') {
        report.add(element, 'The name field must be of type Text or AutoNumber');
        return undefined;
    }
    requireElements(element, type === 'AutoNumber' ? ['label', 'displayFormat'] : ['label'], report);
    if (type === 'AutoNumber') checkDisplayFormat(element, report);
    const auto = type === 'AutoNumber';
    const displayFormat = textOf(element, 'displayFormat');
    return Object.freeze({
        object: source.name,
        name: 'Name',
        label: textOf(element, 'label') ?? 'Name',
        type: auto ? 'autoNumber' : 'text',
        custom: false,
        required: !auto,
        length: auto ? 30 : 80,
        externalId: false,
        referenceTo: Object.freeze([]),
        ...(displayFormat === undefined ? {} : { displayFormat }),
        nameField: true,
        trackHistory: flagOf(element, 'trackHistory'),
        can: Object.freeze({ create: !auto, update: !auto, ...queryRights('text', 80, false) })
    });
};
