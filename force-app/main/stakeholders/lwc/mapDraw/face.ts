import { CARD } from 'c/mapLayout';
import { format } from 'c/gangwayFormat';
import { ATTITUDES, contactText, COVERAGES, influenceDots, rolesText, SIDES, sourceText, STATUSES } from 'c/mapWords';
import coveredBy from '@salesforce/label/c.Gangway_Map_Covered_By_Name';
import lastContact from '@salesforce/label/c.Gangway_Map_Last_Contact_When';
import noRole from '@salesforce/label/c.Gangway_No_Role';
import notYetKnown from '@salesforce/label/c.Gangway_Not_Yet_Known';
import influenceOf from '@salesforce/label/c.Gangway_Map_Influence_Of_Five';
import openItems from '@salesforce/label/c.Gangway_Map_Open_Items_Count';
import trendDown from '@salesforce/label/c.Gangway_Map_Trend_Down';
import trendUp from '@salesforce/label/c.Gangway_Map_Trend_Up';
import { fitted, wrapped } from './text';
import type { Measure } from './pen';

/** What a card says, broken into lines that fit it. */
export interface Face {
    name: string[];
    title: string[];
    roles: string;
    attitude: string;
    influence: string;
    contact: string;
    coverer: string;
    /** Leaving, left, or not yet a contact. */
    tag: string;
    tagWidth: number;
    /** Everything, uncut: for the tooltip and for screen readers. */
    full: string;
}

export const SIZES = Object.freeze({ name: 15, title: 12.5, text: 12 });
/** From the card's left edge to its text, and from the text to the right edge. */
export const LEFT = 34;
const RIGHT = 10;
const ROOM = CARD.width - LEFT - RIGHT;
const TAG_SIZE = 11;

const TRENDS: Readonly<Record<string, string>> = { Up: '↗', Down: '↘', Same: '→' };

const tagOf = ({ status, isPlaceholder }: Gangway.MapPerson): string =>
    status === 'Active' ? (isPlaceholder ? notYetKnown : '') : STATUSES[status];

const joined = (...parts: (string | number | null | undefined | false)[]): string => parts.filter(Boolean).join(' · ');

/** Everything a card says, in words, in the order it is read. */
export const fullText = (person: Gangway.MapPerson, isForCustomer = false): string => {
    if (isForCustomer) return joined(person.name, person.title, person.unit, person.organisation, rolesText(person));
    const trend = person.attitudeTrend === 'Up' ? trendUp : person.attitudeTrend === 'Down' ? trendDown : '';
    return joined(
        person.name,
        tagOf(person),
        person.title,
        person.unit,
        person.side === 'Customer' ? '' : (person.organisation ?? SIDES[person.side]),
        rolesText(person) || noRole,
        person.attitude && ATTITUDES[person.attitude] + (trend && ` (${trend})`),
        person.influence && format(influenceOf, person.influence),
        person.coverage && COVERAGES[person.coverage],
        person.side !== 'Us' &&
            format(lastContact, contactText(person)) +
                (person.lastContactSource ? ` (${sourceText(person.lastContactSource)})` : ''),
        person.coveredByName && format(coveredBy, person.coveredByName),
        person.openItems > 0 && format(openItems, person.openItems),
        person.notice
    );
};

/** Breaks what is known of a person into the lines of a card. */
export const faceOf = (person: Gangway.MapPerson, measure: Measure, isForCustomer = false): Face => {
    const tag = isForCustomer ? '' : tagOf(person);
    const name = wrapped(person.name, [ROOM, ROOM], SIZES.name, true, measure);
    const titleLines = Array.from({ length: 3 - name.length }, () => ROOM);
    const text = (content: string, room = ROOM): string =>
        fitted(content, room, (part) => measure(part, SIZES.text, false));
    const influence = influenceDots(person.influence);
    const attitude = person.attitude
        ? `${ATTITUDES[person.attitude]} ${TRENDS[person.attitudeTrend ?? ''] ?? ''}`.trim()
        : '';
    const isOurs = person.side === 'Us';
    return {
        name,
        title: wrapped(joined(person.title, person.unit), titleLines, SIZES.title, false, measure),
        roles: fitted(rolesText(person) || (isOurs ? SIDES.Us : isForCustomer ? '' : noRole), ROOM, (part) =>
            measure(part, SIZES.text, true)
        ),
        attitude: text(attitude, ROOM - 74),
        influence,
        contact:
            isOurs || isForCustomer
                ? ''
                : text(joined(person.coverage && COVERAGES[person.coverage], contactText(person))),
        coverer: person.coveredByName ? text(format(coveredBy, person.coveredByName)) : '',
        tag,
        tagWidth: tag === '' ? 0 : measure(tag, TAG_SIZE, true),
        full: fullText(person, isForCustomer)
    };
};

/** Faces are kept as long as their person is the same object: a change makes a new one. */
export const faceCache = (measure: Measure): ((person: Gangway.MapPerson, isForCustomer?: boolean) => Face) => {
    const faces = new WeakMap<Gangway.MapPerson, Face>();
    return (person, isForCustomer) => {
        let face = faces.get(person);
        if (!face) {
            face = faceOf(person, measure, isForCustomer);
            faces.set(person, face);
        }
        return face;
    };
};
export const tagSize = TAG_SIZE;
