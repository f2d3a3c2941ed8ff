import { DateValue } from '../../../model/index.ts';
import type { Derive } from './index.ts';
import { decimalOf, recordOf, setKnown } from './lookups.ts';

/** The categories that statuses named like them have. Source: Object Reference, "Contract" and "Order", StatusCode. */
const CATEGORIES: Readonly<Record<string, string>> = {
    Draft: 'Draft',
    'In Approval Process': 'InApproval',
    Activated: 'Activated',
    Canceled: 'Canceled',
    Expired: 'Expired'
};
const categoryOf = (status: unknown): string => CATEGORIES[typeof status === 'string' ? status : ''] ?? 'Draft';

/** Source: Object Reference, "Contract": the end is the last day of its term. */
export const deriveContract: Derive = (work, record, before) => {
    setKnown(record, 'StatusCode', categoryOf(record.get('Status')));
    const start = record.get('StartDate');
    const months = record.get('ContractTerm');
    if (start instanceof DateValue && typeof months === 'number') {
        const { utc } = start;
        const after = DateValue.of(utc.getUTCFullYear(), utc.getUTCMonth() + 1 + months, utc.getUTCDate());
        setKnown(record, 'EndDate', new DateValue(after.day - 1));
    } else setKnown(record, 'EndDate', null);
    if (record.get('Status') === 'Activated' && before?.get('Status') !== 'Activated') {
        setKnown(record, 'ActivatedDate', work.tx.now);
        setKnown(record, 'ActivatedById', work.tx.user.userId);
    }
};

export const deriveOrder: Derive = (work, record, before) => {
    setKnown(record, 'StatusCode', categoryOf(record.get('Status')));
    if (!before) setKnown(record, 'TotalAmount', decimalOf(0));
    if (record.get('Status') === 'Activated' && before?.get('Status') !== 'Activated') {
        setKnown(record, 'ActivatedDate', work.tx.now);
        setKnown(record, 'ActivatedById', work.tx.user.userId);
    }
};

/** Source: Object Reference, "OrderItem". */
export const deriveOrderItem: Derive = (work, record, before) => {
    const price = recordOf(work, 'PricebookEntry', record.get('PricebookEntryId'));
    if (!before) {
        setKnown(record, 'Product2Id', price?.get('Product2Id') ?? record.get('Product2Id'));
        setKnown(record, 'ListPrice', price?.get('UnitPrice'));
    }
    const quantity = decimalOf(record.get('Quantity'));
    const unit = decimalOf(record.get('UnitPrice'));
    if (quantity && unit) setKnown(record, 'TotalPrice', unit.times(quantity).setScale(2, 'HALF_UP'));
};
