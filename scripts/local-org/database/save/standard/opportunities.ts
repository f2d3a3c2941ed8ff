import { DateValue, Decimal } from '../../../model/index.ts';
import type { Scalar } from '../../../model/index.ts';
import type { Derive } from './index.ts';
import { decimalOf } from './lookups.ts';
import { textOf } from '../../storage/values.ts';

/** Source: Object Reference, "Opportunity", "ForecastCategory": the API's value of each category name. */
const CATEGORIES: Readonly<Record<string, string>> = {
    Pipeline: 'Pipeline',
    'Best Case': 'BestCase',
    'Most Likely': 'MostLikely',
    Commit: 'Forecast',
    Closed: 'Closed',
    Omitted: 'Omitted'
};

/**
 * What follows from the stage: closed, won, forecast category, and the probability where nobody gave one; then expected revenue and the
 * fiscal period. Source: Object Reference, "Opportunity", StageName, Probability, ExpectedRevenue.
 */
export const deriveOpportunity: Derive = (work, record, before, given) => {
    const object = record.type;
    const set = (name: string, value: Scalar): void => {
        if (object.field(name)) record.set(name, value);
    };
    const stageName = record.get('StageName') ?? null;
    const stage = object.field('StageName')?.picklist?.values.find((value) => value.value === stageName);
    set('IsClosed', stage?.facts.IsClosed === true);
    set('IsWon', stage?.facts.IsWon === true);
    if (stageName !== (before?.get('StageName') ?? null)) {
        if (!given('Probability')) set('Probability', decimalOf(stage?.facts.DefaultProbability) ?? Decimal.of(0));
        if (!given('ForecastCategoryName')) set('ForecastCategoryName', stage?.facts.ForecastCategoryName ?? null);
        set('LastStageChangeDate', work.tx.now);
    }
    set('ForecastCategory', CATEGORIES[textOf(record.get('ForecastCategoryName'))] ?? null);
    // With products, the amount is their sum: what others write is ignored.
    if (before?.get('HasOpportunityLineItem') === true && work.source !== 'system')
        set('Amount', before.get('Amount') ?? null);
    const amount = decimalOf(record.get('Amount'));
    const probability = decimalOf(record.get('Probability'));
    set(
        'ExpectedRevenue',
        amount && probability ? amount.times(probability).dividedBy(Decimal.of(100), 2, 'HALF_UP') : null
    );
    const close = record.get('CloseDate');
    if (!(close instanceof DateValue)) return;
    const year = close.utc.getUTCFullYear();
    const quarter = Math.floor(close.utc.getUTCMonth() / 3) + 1;
    set('FiscalYear', year);
    set('FiscalQuarter', quarter);
    set('Fiscal', `${year} ${quarter}`);
};
