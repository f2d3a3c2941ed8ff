import { LightningElement, api } from 'lwc';
import { dayText, localToday, moneyText } from 'c/gangwayFormat';
import annualValue from '@salesforce/label/c.Gangway_Annual_Value';
import contractDate from '@salesforce/label/c.Gangway_Contract_Date';
import firstValue from '@salesforce/label/c.Gangway_First_Value_Field';
import kickoffDate from '@salesforce/label/c.Gangway_Wanted_Kickoff';
import notSaid from '@salesforce/label/c.Gangway_Not_Said';
import outcomes from '@salesforce/label/c.Gangway_Outcomes';
import people from '@salesforce/label/c.Gangway_Section_People';
import promises from '@salesforce/label/c.Gangway_Section_Promises';
import questions from '@salesforce/label/c.Gangway_Questions';
import risks from '@salesforce/label/c.Gangway_Risks';
import track from '@salesforce/label/c.Gangway_Proposed_Track';
import why from '@salesforce/label/c.Gangway_Section_Why';

/** A whole handoff to read: everything sales knew, on one page. */
export default class HandoffSummary extends LightningElement {
    @api handoff?: Gangway.HandoffView;

    labels = Object.freeze({
        annualValue,
        contractDate,
        firstValue,
        kickoffDate,
        outcomes,
        people,
        promises,
        questions,
        risks,
        track,
        why
    });

    get whyText(): string {
        return this.handoff?.whyBought ?? notSaid;
    }
    get firstValueText(): string {
        return this.handoff?.firstValue ?? notSaid;
    }
    get facts(): { key: string; label: string; value: string }[] {
        const {
            contractDate: signed,
            kickoffDate: kickoff,
            annualValue: value,
            currencyCode = 'USD',
            track: name
        } = this.handoff ?? {};
        return [
            { key: 'signed', label: contractDate, value: signed ? dayText(signed, localToday()) : notSaid },
            { key: 'kickoff', label: kickoffDate, value: kickoff ? dayText(kickoff, localToday()) : notSaid },
            { key: 'value', label: annualValue, value: moneyText(value, currencyCode) || notSaid },
            { key: 'track', label: track, value: name ?? notSaid }
        ];
    }
}
