import type { CurrencyDef, FieldDef, PicklistDef } from '../../model/index.ts';
import type { ObjectDraft } from './drafts.ts';
import type { Drafts } from './relations.ts';
import { systemField } from './systemFields.ts';

/** The currencies, and rates that hold for a time: there in an org with several currencies only. Source: Object Reference, "CurrencyType". */
const CURRENCY_OBJECTS = ['CurrencyType', 'DatedConversionRate'];
/** Standard objects whose records are in a currency of their own. Source: Object Reference, field lists, `CurrencyIsoCode`. */
const WITH_CURRENCY: ReadonlySet<string> = new Set([
    'Account',
    'Asset',
    'Campaign',
    'CampaignMember',
    'Case',
    'Contact',
    'Contract',
    'Event',
    'Lead',
    'Opportunity',
    'OpportunityContactRole',
    'OpportunityLineItem',
    'Order',
    'OrderItem',
    'PricebookEntry',
    'Product2',
    'Quote',
    'QuoteLineItem',
    'Task',
    'User'
]);
/** These take the currency of the record above them. Source: Object Reference, "OpportunityLineItem", CurrencyIsoCode. */
const FROM_PARENT: ReadonlySet<string> = new Set(['OpportunityLineItem', 'OrderItem', 'QuoteLineItem']);

const hasCurrency = ({ name, kind }: ObjectDraft): boolean =>
    kind === 'custom' || kind === 'customSetting' || (kind === 'standard' && WITH_CURRENCY.has(name));

const picklistOf = (currencies: readonly CurrencyDef[]): PicklistDef =>
    Object.freeze({
        restricted: true,
        values: Object.freeze(
            currencies.map(({ isoCode }) =>
                Object.freeze({ value: isoCode, label: isoCode, active: true, isDefault: false, facts: {} })
            )
        )
    });

const currencyField = (object: string, name: string, label: string, picklist: PicklistDef): FieldDef =>
    systemField(object, name, label, 'picklist', {
        length: 3,
        access: FROM_PARENT.has(object) ? 'none' : 'all',
        picklist
    });

/**
 * Brings the drafts to the org's currencies: with several, every object of records has `CurrencyIsoCode`; with one, neither that field
 * nor the list of currencies exists. Source: Salesforce Help, "Implications of Enabling Multiple Currencies".
 */
export const applyCurrencies = (drafts: Drafts, currencies: readonly CurrencyDef[] | undefined): void => {
    if (!currencies) {
        for (const name of CURRENCY_OBJECTS) drafts.delete(name);
        return;
    }
    const picklist = picklistOf(currencies);
    for (const draft of drafts.values()) {
        if (!hasCurrency(draft)) continue;
        draft.fields.set(
            'CurrencyIsoCode',
            currencyField(draft.name, 'CurrencyIsoCode', 'Currency ISO Code', picklist)
        );
        if (draft.name === 'User')
            draft.fields.set(
                'DefaultCurrencyIsoCode',
                currencyField('User', 'DefaultCurrencyIsoCode', 'Default Currency ISO Code', picklist)
            );
    }
};
