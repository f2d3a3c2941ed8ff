import { dayText, localToday } from 'c/gangwayFormat';
import type { Tone } from 'c/gangwayStatus';
import buyer from '@salesforce/label/c.Gangway_Role_Economic_Buyer';
import champion from '@salesforce/label/c.Gangway_Role_Champion';
import commercials from '@salesforce/label/c.Gangway_Section_Commercials';
import daily from '@salesforce/label/c.Gangway_Role_Daily_User';
import general from '@salesforce/label/c.Gangway_Section_General';
import lead from '@salesforce/label/c.Gangway_Role_Project_Lead';
import people from '@salesforce/label/c.Gangway_Section_People';
import promises from '@salesforce/label/c.Gangway_Section_Promises';
import risks from '@salesforce/label/c.Gangway_Section_Risks';
import sponsor from '@salesforce/label/c.Gangway_Role_Executive_Sponsor';
import queueAccepted from '@salesforce/label/c.Gangway_Queue_Accepted';
import queued from '@salesforce/label/c.Gangway_Queue_Queued';
import refused from '@salesforce/label/c.Gangway_Queue_Refused';
import success from '@salesforce/label/c.Gangway_Section_Success';
import technical from '@salesforce/label/c.Gangway_Role_Technical_Owner';
import why from '@salesforce/label/c.Gangway_Section_Why';
import accepted from '@salesforce/label/c.Gangway_Status_Accepted';
import cancelled from '@salesforce/label/c.Gangway_Status_Cancelled';
import draft from '@salesforce/label/c.Gangway_Status_Draft';
import returned from '@salesforce/label/c.Gangway_Status_Returned';
import submitted from '@salesforce/label/c.Gangway_Status_Submitted';

export interface Choice {
    readonly value: string;
    readonly label: string;
}

/** The sections of a handoff in the order of the form; the names are those of `Requirement.section`. */
export const SECTIONS: readonly Choice[] = [
    { value: 'why', label: why },
    { value: 'success', label: success },
    { value: 'promises', label: promises },
    { value: 'people', label: people },
    { value: 'risks', label: risks },
    { value: 'commercials', label: commercials }
];
/** A reason that belongs to no section. */
export const GENERAL: Choice = { value: 'general', label: general };

/** Parts that people play; the values are those of `Stakeholder__c.Role__c`. */
export const ROLES: readonly Choice[] = [
    { value: 'Economic Buyer', label: buyer },
    { value: 'Executive Sponsor', label: sponsor },
    { value: 'Champion', label: champion },
    { value: 'Technical Owner', label: technical },
    { value: 'Project Lead', label: lead },
    { value: 'Daily User', label: daily }
];
/** Requirements that ask for somebody in a part. */
const ROLE_OF_REQUIREMENT: Readonly<Record<string, string>> = {
    economic_buyer: 'Economic Buyer',
    technical_owner: 'Technical Owner',
    executive_sponsor: 'Executive Sponsor',
    champion: 'Champion',
    project_lead: 'Project Lead'
};

export const STATUS: Readonly<Record<Gangway.HandoffStatus, { label: string; tone: Tone }>> = {
    Draft: { label: draft, tone: 'quiet' },
    Submitted: { label: submitted, tone: 'waiting' },
    Accepted: { label: accepted, tone: 'good' },
    Returned: { label: returned, tone: 'warning' },
    Cancelled: { label: cancelled, tone: 'quiet' }
};

/** What became of a handoff that was accepted among others. */
export const OUTCOME: Readonly<Record<Gangway.AcceptanceOutcome['outcome'], { label: string; tone: Tone }>> = {
    Accepted: { label: queueAccepted, tone: 'good' },
    Queued: { label: queued, tone: 'waiting' },
    Refused: { label: refused, tone: 'bad' }
};

/** A part's name; one that an admin added is shown as it is stored. */
export const roleLabel = (role: string | null | undefined): string =>
    ROLES.find(({ value }) => value === role)?.label ?? role ?? '';

/** The part that a requirement asks to be filled, or nothing. */
export const roleOfRequirement = (key: string): string | undefined => ROLE_OF_REQUIREMENT[key];

/** Reasons of one section, as one text with a line each. */
export const reasonsOf = (reasons: readonly Gangway.ReturnReason[] | null | undefined, section: string): string =>
    (reasons ?? [])
        .filter((reason) => reason.section === section)
        .map(({ text }) => text)
        .join('\n');

/** Reasons that no section of the form shows: general ones, and those of a section that there is no more. */
export const otherReasons = (reasons: readonly Gangway.ReturnReason[] | null | undefined): string =>
    (reasons ?? [])
        .filter(({ section }) => !SECTIONS.some(({ value }) => value === section))
        .map(({ text }) => text)
        .join('\n');

const MEMBERS_WITH_DAYS = new Set(['contractDate', 'kickoffDate', 'dueDate']);

/** A value of a conflict as people read it: days as days, nothing as a dash. */
export const conflictText = (member: string, value: string | null | undefined): string => {
    if (value === null || value === undefined || value === '') return '–';
    return MEMBERS_WITH_DAYS.has(member) ? dayText(value, localToday()) : value;
};
