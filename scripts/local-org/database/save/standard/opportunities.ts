import { DatetimeValue, DateValue, Decimal } from '../../../model/index.ts';
import type { ObjectDef, Scalar, SObject } from '../../../model/index.ts';
import { tableFor } from '../../storage/tables.ts';
import { sound } from '../row.ts';
import type { Row, Work } from '../row.ts';
import type { Derive } from './index.ts';
import { decimalOf } from './lookups.ts';
import { writeSetupRow } from './setup/rows.ts';
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

const monthOf = (date: DateValue): number => date.utc.getUTCFullYear() * 12 + date.utc.getUTCMonth();

/** How often the close date moved into a later month. Source: Object Reference, "Opportunity", PushCount. */
const pushCount = (record: SObject, before: SObject | undefined): number => {
    const [close, closed] = [record.get('CloseDate'), before?.get('CloseDate')];
    const count = record.get('PushCount');
    const sofar = before && typeof count === 'number' ? count : 0;
    return close instanceof DateValue && closed instanceof DateValue && monthOf(close) > monthOf(closed)
        ? sofar + 1
        : sofar;
};

/** Changes of these are kept. Source: Object Reference, "OpportunityHistory". */
const KEPT = ['Amount', 'CloseDate', 'Probability', 'StageName'];
const SHOWN = [...KEPT, 'ExpectedRevenue', 'ForecastCategory'];

/** Writes how an opportunity looks now, where one of the fields that are kept is another than before; and which row told the last amount and date. */
export const writeStageHistory = (work: Work, object: ObjectDef, rows: readonly Row[]): void => {
    for (const row of sound(rows)) {
        const { record, old } = row;
        const isOther = (name: string): boolean =>
            !old || textOf(old.get(name) ?? null) !== textOf(record.get(name) ?? null);
        if (!KEPT.some(isOther)) continue;
        const stamp = new DatetimeValue(Math.floor(work.tx.now.ms / 1000) * 1000);
        const shown = Object.fromEntries(SHOWN.map((name) => [name, record.get(name) ?? null]));
        const id = writeSetupRow(work, 'OpportunityHistory', {
            ...shown,
            PrevAmount: old?.get('Amount') ?? null,
            PrevCloseDate: old?.get('CloseDate') ?? null,
            OpportunityId: row.id ?? null,
            CreatedDate: stamp,
            CreatedById: work.tx.user.userId
        });
        const told = ['Amount', 'CloseDate'].flatMap((name) => {
            const field = old && isOther(name) ? object.field(`Last${name}ChangedHistoryId`) : undefined;
            return field ?? [];
        });
        if (told.length === 0 || row.id === undefined) continue;
        record.id = row.id;
        for (const field of told) record.set(field, id ?? null);
        tableFor(work.storage.generation, object).update(record, told);
    }
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
    if (record.type.field('PushCount')) record.set('PushCount', pushCount(record, before));
    const year = close.utc.getUTCFullYear();
    const quarter = Math.floor(close.utc.getUTCMonth() / 3) + 1;
    set('FiscalYear', year);
    set('FiscalQuarter', quarter);
    set('Fiscal', `${year} ${quarter}`);
};
