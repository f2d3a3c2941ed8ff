/** Words for what is stored in the relationship map. */
import { format } from 'c/gangwayFormat';
import attitudeNeutral from '@salesforce/label/c.Gangway_Map_Attitude_Neutral';
import attitudeOpponent from '@salesforce/label/c.Gangway_Map_Attitude_Opponent';
import attitudeSceptic from '@salesforce/label/c.Gangway_Map_Attitude_Sceptic';
import attitudeSupporter from '@salesforce/label/c.Gangway_Map_Attitude_Supporter';
import coverageNone from '@salesforce/label/c.Gangway_Map_Coverage_None';
import coverageOccasional from '@salesforce/label/c.Gangway_Map_Coverage_Occasional';
import coverageWarm from '@salesforce/label/c.Gangway_Map_Coverage_Warm';
import kindConflict from '@salesforce/label/c.Gangway_Map_Kind_Conflict';
import kindInfluence from '@salesforce/label/c.Gangway_Map_Kind_Influence';
import kindInformal from '@salesforce/label/c.Gangway_Map_Kind_Informal';
import lastContactDays from '@salesforce/label/c.Gangway_Map_Contact_Days';
import lastContactNever from '@salesforce/label/c.Gangway_Map_Contact_Never';
import lastContactToday from '@salesforce/label/c.Gangway_Map_Contact_Today';
import lastContactYesterday from '@salesforce/label/c.Gangway_Map_Contact_Yesterday';
import lineIn from '@salesforce/label/c.Gangway_Map_Line_In';
import lineOut from '@salesforce/label/c.Gangway_Map_Line_Out';
import noUnit from '@salesforce/label/c.Gangway_Map_No_Department';
import roleBlocker from '@salesforce/label/c.Gangway_Map_Role_Blocker';
import roleChampion from '@salesforce/label/c.Gangway_Role_Champion';
import roleDailyUser from '@salesforce/label/c.Gangway_Role_Daily_User';
import roleDataOwner from '@salesforce/label/c.Gangway_Map_Role_Data_Owner';
import roleEconomicBuyer from '@salesforce/label/c.Gangway_Role_Economic_Buyer';
import roleExecutiveSponsor from '@salesforce/label/c.Gangway_Role_Executive_Sponsor';
import roleProcurement from '@salesforce/label/c.Gangway_Map_Role_Procurement';
import roleProjectLead from '@salesforce/label/c.Gangway_Role_Project_Lead';
import roleTechnicalOwner from '@salesforce/label/c.Gangway_Role_Technical_Owner';
import roleTrainer from '@salesforce/label/c.Gangway_Map_Role_Trainer';
import sideCustomer from '@salesforce/label/c.Gangway_Side_Customer';
import sidePartner from '@salesforce/label/c.Gangway_Map_Side_Partner';
import sideUs from '@salesforce/label/c.Gangway_Side_Us';
import sourceEvent from '@salesforce/label/c.Gangway_Map_Source_Event';
import sourceItem from '@salesforce/label/c.Gangway_Map_Source_Item';
import sourceSpoke from '@salesforce/label/c.Gangway_Map_Source_Spoke';
import sourceTask from '@salesforce/label/c.Gangway_Map_Source_Task';
import statusActive from '@salesforce/label/c.Gangway_Map_Status_Active';
import statusLeaving from '@salesforce/label/c.Gangway_Map_Status_Leaving';
import statusLeft from '@salesforce/label/c.Gangway_Map_Status_Left';

export const ROLES: Readonly<Record<Gangway.MapRole, string>> = Object.freeze({
    'Economic Buyer': roleEconomicBuyer,
    'Executive Sponsor': roleExecutiveSponsor,
    Champion: roleChampion,
    'Technical Owner': roleTechnicalOwner,
    'Project Lead': roleProjectLead,
    'Daily User': roleDailyUser,
    Trainer: roleTrainer,
    'Data Owner': roleDataOwner,
    Procurement: roleProcurement,
    Blocker: roleBlocker
});
export const ATTITUDES: Readonly<Record<Gangway.Attitude, string>> = Object.freeze({
    Supporter: attitudeSupporter,
    Neutral: attitudeNeutral,
    Sceptic: attitudeSceptic,
    Opponent: attitudeOpponent
});
export type Coverage = NonNullable<Gangway.MapPerson['coverage']>;
export const COVERAGES: Readonly<Record<Coverage, string>> = Object.freeze({
    Warm: coverageWarm,
    Occasional: coverageOccasional,
    None: coverageNone
});
export const STATUSES: Readonly<Record<Gangway.PersonStatus, string>> = Object.freeze({
    Active: statusActive,
    Leaving: statusLeaving,
    Left: statusLeft
});
export const KINDS: Readonly<Record<Gangway.MapLinkKind, string>> = Object.freeze({
    Influence: kindInfluence,
    Conflict: kindConflict,
    Informal: kindInformal
});
export const SIDES: Readonly<Record<Gangway.PersonSide, string>> = Object.freeze({
    Customer: sideCustomer,
    Partner: sidePartner,
    Us: sideUs
});
const SOURCES: Readonly<Record<string, string>> = Object.freeze({
    Task: sourceTask,
    Event: sourceEvent,
    Item: sourceItem,
    'Item completed': sourceItem,
    Spoke: sourceSpoke
});

/** Choices of a combobox or radio group. */
export const optionsOf = <Value extends string>(
    words: Readonly<Record<Value, string>>
): { value: Value; label: string }[] =>
    (Object.entries(words) as [Value, string][]).map(([value, label]) => ({ value, label }));

/** All roles of a person, the main one first. */
export const rolesOf = ({ role, otherRoles }: Pick<Gangway.MapPerson, 'role' | 'otherRoles'>): Gangway.MapRole[] => [
    ...new Set([...(role ? [role] : []), ...otherRoles])
];
export const rolesText = (person: Pick<Gangway.MapPerson, 'role' | 'otherRoles'>): string =>
    rolesOf(person)
        .map((role) => ROLES[role])
        .join(', ');

/** How long ago somebody of ours spoke with the person. */
export const contactText = ({ daysSilent }: Pick<Gangway.MapPerson, 'daysSilent'>): string => {
    if (daysSilent === null || daysSilent === undefined) return lastContactNever;
    if (daysSilent <= 0) return lastContactToday;
    return daysSilent === 1 ? lastContactYesterday : format(lastContactDays, daysSilent);
};
export const sourceText = (source: string | null | undefined): string => SOURCES[source ?? ''] ?? source ?? '';

/** A line between people, as it reads beside one of them. */
export interface LineText {
    id: string;
    text: string;
    note?: string | null;
}
/** The lines of a person, as they read beside them. */
export const linesOf = ({ people, links }: Gangway.MapView, personId: string): LineText[] => {
    const names = new Map(people.map(({ id, name }) => [id, name]));
    return links
        .filter(({ fromId, toId }) => fromId === personId || toId === personId)
        .map(({ id, fromId, toId, kind, strength, note }) => ({
            id,
            note,
            text: format(
                fromId === personId ? lineOut : lineIn,
                names.get(fromId === personId ? toId : fromId) ?? '',
                KINDS[kind],
                strength
            )
        }));
};

/** Influence as five dots. */
export const influenceDots = (influence: number | null | undefined): string =>
    influence ? '●'.repeat(influence) + '○'.repeat(Math.max(0, 5 - influence)) : '';

/** What a group of the map is called. */
export const groupText = (kind: Gangway.PersonSide | 'Unit', name: string, accountName: string): string => {
    if (kind === 'Unit') return name || noUnit;
    if (kind === 'Us') return sideUs;
    return name || (kind === 'Partner' ? sidePartner : accountName);
};
