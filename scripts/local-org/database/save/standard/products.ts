import { Decimal, requireField } from '../../../model/index.ts';
import type { Id, ObjectDef, Scalar } from '../../../model/index.ts';
import { CURRENCY_FIELD } from '../../storage/currencies.ts';
import type { Work } from '../row.ts';
import type { Derive } from './index.ts';
import { decimalOf, recordOf, setKnown } from './lookups.ts';
import { textOf } from '../../storage/values.ts';

/** Name and code of a price are those of its product. Source: Object Reference, "PricebookEntry". */
export const derivePrice: Derive = (work, record, before) => {
    if (before) return;
    const product = recordOf(work, 'Product2', record.get('Product2Id'));
    record.set('Name', product?.get('Name') ?? null);
    record.set('ProductCode', product?.get('ProductCode') ?? null);
};

/** Product, list price and name from the price book; total and unit price from each other. Source: Object Reference, "OpportunityLineItem". */
export const deriveLineItem: Derive = (work, record, before, given) => {
    if (!before) {
        const price = recordOf(work, 'PricebookEntry', record.get('PricebookEntryId'));
        const product = price?.get('Product2Id') ?? record.get('Product2Id') ?? null;
        const opportunity = recordOf(work, 'Opportunity', record.get('OpportunityId'));
        record.set('Product2Id', product);
        if (record.type.field(CURRENCY_FIELD)) record.set(CURRENCY_FIELD, opportunity?.get(CURRENCY_FIELD) ?? null);
        record.set('ProductCode', price?.get('ProductCode') ?? null);
        record.set('ListPrice', price?.get('UnitPrice') ?? null);
        record.set('Name', `${textOf(opportunity?.get('Name'))} ${textOf(price?.get('Name'))}`.trim());
    }
    const quantity = decimalOf(record.get('Quantity'));
    const unit = decimalOf(record.get('UnitPrice'));
    const total = decimalOf(record.get('TotalPrice'));
    if (!quantity || quantity.unscaled === 0n) return;
    const discount = decimalOf(record.get('Discount')) ?? Decimal.of(0);
    const share = Decimal.of(100).minus(discount).dividedBy(Decimal.of(100), 4);
    if (given('TotalPrice') && !given('UnitPrice') && total && share.unscaled !== 0n)
        record.set('UnitPrice', total.dividedBy(quantity.times(share), 2, 'HALF_UP'));
    else if (unit) record.set('TotalPrice', unit.times(quantity).times(share).setScale(2, 'HALF_UP'));
    setKnown(record, 'Subtotal', decimalOf(record.get('UnitPrice'))?.times(quantity).setScale(2, 'HALF_UP'));
};

/** Amount, price book and "has products" of the opportunities whose lines changed. Source: Object Reference, "Opportunity", Amount. */
export const lineItemTotals = (
    work: Work,
    lines: ObjectDef,
    opportunities: readonly Id[]
): Map<Id, Map<string, Scalar>> => {
    const items = work.storage.rowsWhere(lines, requireField(lines, 'OpportunityId'), opportunities);
    const sums = new Map<Id, Map<string, Scalar>>();
    for (const id of opportunities) {
        const mine = items.filter((item) => item.get('OpportunityId') === id);
        const amount = mine.reduce(
            (sum, item) => sum.plus(decimalOf(item.get('TotalPrice')) ?? Decimal.of(0)),
            Decimal.of(0)
        );
        const values = new Map<string, Scalar>([
            ['HasOpportunityLineItem', mine.length > 0],
            ['Amount', amount]
        ]);
        const book = recordOf(work, 'PricebookEntry', mine[0]?.get('PricebookEntryId'))?.get('Pricebook2Id');
        if (book) values.set('Pricebook2Id', book);
        sums.set(id, values);
    }
    return sums;
};
