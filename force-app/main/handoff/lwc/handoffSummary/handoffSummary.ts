import { LightningElement, api } from 'lwc';
import { dayText, localToday, moneyText } from 'c/gangwayFormat';
import annualValue from '@salesforce/label/c.Gangway_Annual_Value';
import competitors from '@salesforce/label/c.Gangway_Competitors';
import contractDate from '@salesforce/label/c.Gangway_Contract_Date';
import firstValue from '@salesforce/label/c.Gangway_First_Value_Field';
import kickoffDate from '@salesforce/label/c.Gangway_Wanted_Kickoff';
import nextStep from '@salesforce/label/c.Gangway_Next_Step';
import notSaid from '@salesforce/label/c.Gangway_Not_Said';
import outcomes from '@salesforce/label/c.Gangway_Outcomes';
import questions from '@salesforce/label/c.Gangway_Questions';
import risks from '@salesforce/label/c.Gangway_Risks';
import track from '@salesforce/label/c.Gangway_Proposed_Track';

/** A whole handoff to read: everything sales knew, on one page, with the reasons why it came back at their sections. */
export default class HandoffSummary extends LightningElement {
    @api handoff?: Gangway.HandoffView;

    labels = Object.freeze({ competitors, firstValue, outcomes, questions, risks });

    get whyText(): string {
        return this.handoff?.whyBought ?? notSaid;
    }
    get firstValueText(): string {
        return this.handoff?.firstValue ?? notSaid;
    }
    /** Of interest until it is accepted. */
    get reasons(): readonly Gangway.ReturnReason[] {
        const { status, returnReasonList } = this.handoff ?? {};
        return status === 'Accepted' ? [] : (returnReasonList ?? []);
    }
    get facts(): { key: string; label: string; value: string }[] {
        const { contractDate: signed, kickoffDate: kickoff, annualValue: value, track: name } = this.handoff ?? {};
        const { currencyCode = 'USD', nextStep: next } = this.handoff ?? {};
        const today = localToday();
        return [
            { key: 'value', label: annualValue, value: moneyText(value, currencyCode) || notSaid },
            { key: 'track', label: track, value: name ?? notSaid },
            { key: 'signed', label: contractDate, value: signed ? dayText(signed, today) : notSaid },
            { key: 'kickoff', label: kickoffDate, value: kickoff ? dayText(kickoff, today) : notSaid },
            ...(next ? [{ key: 'next', label: nextStep, value: next }] : [])
        ];
    }
}
