import type { LookupFilterDef } from '../../model/index.ts';
import type { Report } from '../problems.ts';
import { requireElements } from '../xml/check.ts';
import { childOf, childrenOf, flagOf, textOf, type XmlElement } from '../xml/document.ts';

/** Source: Salesforce Help, "Lookup Filters": the message of a filter that has none. */
const DEFAULT_MESSAGE = 'Value does not exist or does not match filter criteria.';

/** The filter of a lookup field that is active. Source: Metadata API Developer Guide, "LookupFilter". */
export const readLookupFilter = (field: XmlElement, report: Report): LookupFilterDef | undefined => {
    const element = childOf(field, 'lookupFilter');
    if (!element || !requireElements(element, ['active', 'isOptional', 'filterItems'], report)) return undefined;
    if (!flagOf(element, 'active')) return undefined;
    const logic = textOf(element, 'booleanFilter');
    return Object.freeze({
        optional: flagOf(element, 'isOptional'),
        message: textOf(element, 'errorMessage') ?? DEFAULT_MESSAGE,
        ...(logic === undefined ? {} : { logic }),
        items: Object.freeze(
            childrenOf(element, 'filterItems').map((item) => {
                const valueField = textOf(item, 'valueField');
                return Object.freeze({
                    field: textOf(item, 'field') ?? '',
                    operation: textOf(item, 'operation') ?? 'equals',
                    value: textOf(item, 'value') ?? '',
                    ...(valueField === undefined ? {} : { valueField })
                });
            })
        )
    });
};
