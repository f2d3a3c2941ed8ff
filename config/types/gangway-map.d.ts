/**
 * The relationship map: what `StakeholderMapController` gives to its components. Apex inner classes (`MapViews`) have the same member names.
 * A member that is null in Apex may arrive as null or not at all: `?: … | null` says so.
 */
declare namespace Gangway {
    type MapRole =
        | 'Economic Buyer'
        | 'Executive Sponsor'
        | 'Champion'
        | 'Technical Owner'
        | 'Project Lead'
        | 'Daily User'
        | 'Trainer'
        | 'Data Owner'
        | 'Procurement'
        | 'Blocker';
    type Attitude = 'Supporter' | 'Neutral' | 'Sceptic' | 'Opponent';
    type PersonStatus = 'Active' | 'Leaving' | 'Left';
    type MapLinkKind = 'Influence' | 'Conflict' | 'Informal';
    /** Customer: of the account itself. Partner: of another organisation. Us: one of our own people. */
    type PersonSide = 'Customer' | 'Partner' | 'Us';

    interface MapPerson {
        id: string;
        name: string;
        title?: string | null;
        email?: string | null;
        contactId?: string | null;
        userId?: string | null;
        isPlaceholder: boolean;
        side: PersonSide;
        /** Name of a partner's organisation. */
        organisation?: string | null;
        /** Department; groups the map. */
        unit?: string | null;
        reportsToId?: string | null;
        role?: MapRole | null;
        otherRoles: MapRole[];
        status: PersonStatus;
        /** Who took over from somebody who is leaving or has left. */
        successorId?: string | null;
        /** Null also where the user may not see it (`MapView.seesSentiment`). */
        attitude?: Attitude | null;
        /** Better, worse or as before, over the last 90 days; null without an earlier opinion. */
        attitudeTrend?: 'Up' | 'Down' | 'Same' | null;
        /** 1 (little) to 5 (decides). */
        influence?: number | null;
        coverage?: 'Warm' | 'Occasional' | 'None' | null;
        coveredById?: string | null;
        coveredByName?: string | null;
        lastContactOn?: string | null;
        /** Task, Event, Item completed, Spoke. */
        lastContactSource?: string | null;
        /** Calendar days since the last contact; null when there was none. */
        daysSilent?: number | null;
        /** Open plan items that are this person's. */
        openItems: number;
        /** What was noticed elsewhere: another account, a bounced e-mail, the mapped field; in words. */
        notice?: string | null;
    }
    interface MapLink {
        id: string;
        fromId: string;
        toId: string;
        kind: MapLinkKind;
        /** 1 (weak) to 5 (strong). */
        strength: number;
        note?: string | null;
    }
    /** One rule of the coverage score, as the server evaluates it. */
    interface CoverageRule {
        key: string;
        label: string;
        met: boolean;
        /** The rule and the facts behind it, in words. */
        explanation: string;
        /** Who meets it. */
        personIds: string[];
    }
    interface Coverage {
        met: number;
        total: number;
        rules: CoverageRule[];
    }
    interface MapGap {
        /** single-threaded, silent, role-missing:<role>, champion-left:<person>, left:<person>, noticed:<person>; unique in a map. */
        key: string;
        severity: 'High' | 'Medium';
        /** "Nobody contacted in 14 days: the last was Ana Ruiz, 21 days ago." */
        text: string;
        /** What to do next, in words on the button. */
        actionLabel: string;
        action: 'Add Person' | 'Choose Role' | 'Spoke Today' | 'Choose Successor' | 'Open Person';
        /** The next best person for it. */
        personId?: string | null;
        role?: MapRole | null;
    }
    interface MapView {
        accountId: string;
        accountName: string;
        track?: string | null;
        people: MapPerson[];
        links: MapLink[];
        coverage: Coverage;
        gaps: MapGap[];
        mayEdit: boolean;
        /** Whether this user may see attitude and influence. */
        seesSentiment: boolean;
        /** There is more on the map (5,000 people, 20,000 lines) than one call carries. */
        isPartial?: boolean | null;
        /** Today in the user's time zone. */
        today: string;
    }
    /** What a change changed; everything else stands. Coverage and gaps are always whole. */
    interface MapChange {
        people: MapPerson[];
        removedPersonIds: string[];
        links: MapLink[];
        removedLinkIds: string[];
        coverage: Coverage;
        gaps: MapGap[];
    }
    /** New values by member; a member that is missing stays as it is. Without `id` the person is new and needs a name. */
    interface MapPersonInput {
        id?: string | null;
        name?: string;
        title?: string | null;
        email?: string | null;
        contactId?: string | null;
        userId?: string | null;
        side?: PersonSide;
        organisation?: string | null;
        unit?: string | null;
        reportsToId?: string | null;
        role?: MapRole | null;
        otherRoles?: MapRole[];
        influence?: number | null;
        attitude?: Attitude | null;
        coverage?: 'Warm' | 'Occasional' | 'None' | null;
        coveredById?: string | null;
        /** Null dismisses what was noticed; nothing else can be written. */
        notice?: null;
    }
    interface MapLinkInput {
        id?: string | null;
        fromId: string;
        toId: string;
        kind: MapLinkKind;
        strength: number;
        note?: string | null;
    }
    /** Somebody who could be put on the map. */
    interface MapCandidate {
        contactId?: string | null;
        userId?: string | null;
        name: string;
        title?: string | null;
        /** Contact of the account, Contact role of <opportunity>, Owner of the account, … in words. */
        origin: string;
        role?: MapRole | null;
    }
    /** One colleague's opinion at one time. */
    interface AttitudeEntry {
        id: string;
        /** The day it is from. */
        onDay: string;
        byName: string;
        attitude: Attitude;
        note?: string | null;
    }
    interface MapSnapshot {
        id: string;
        name: string;
        takenAt: string;
        takenBy?: string | null;
    }
}

declare module '@salesforce/apex/StakeholderMapController.getMap' {
    /** The map of an account, or of the account of an opportunity, plan or handoff. The one call to open it. */
    const method: ApexMethod<{ recordId: string }, Gangway.MapView>;
    export default method;
}
declare module '@salesforce/apex/StakeholderMapController.savePerson' {
    const method: ApexMethod<{ accountId: string; person: Gangway.MapPersonInput }, Gangway.MapChange>;
    export default method;
}
declare module '@salesforce/apex/StakeholderMapController.removePeople' {
    /** Their links go with them; those who reported to them report to nobody. `restore` brings both back. */
    const method: ApexMethod<{ accountId: string; personIds: string[] }, Gangway.MapChange>;
    export default method;
}
declare module '@salesforce/apex/StakeholderMapController.restore' {
    /** Undo of a removal: out of the recycle bin, with the links and the reporting lines as they were. */
    const method: ApexMethod<
        { accountId: string; personIds: string[]; linkIds: string[]; reportsTo: Record<string, string> },
        Gangway.MapChange
    >;
    export default method;
}
declare module '@salesforce/apex/StakeholderMapController.saveLink' {
    const method: ApexMethod<{ accountId: string; link: Gangway.MapLinkInput }, Gangway.MapChange>;
    export default method;
}
declare module '@salesforce/apex/StakeholderMapController.removeLink' {
    const method: ApexMethod<{ accountId: string; linkId: string }, Gangway.MapChange>;
    export default method;
}
declare module '@salesforce/apex/StakeholderMapController.spokeToday' {
    const method: ApexMethod<{ accountId: string; personId: string }, Gangway.MapChange>;
    export default method;
}
declare module '@salesforce/apex/StakeholderMapController.markLeaving' {
    /** Leaving or left. Lines, those who report to the person, roles and open items go to the successor where one is named; the plan is warned. */
    const method: ApexMethod<
        {
            accountId: string;
            personId: string;
            status: Gangway.PersonStatus;
            successorId: string | null;
            /** Lines that stay with the person. */
            keptLinkIds: readonly string[];
        },
        Gangway.MapChange
    >;
    export default method;
}
declare module '@salesforce/apex/StakeholderMapController.takeBackSuccession' {
    /** Gives back what a successor took over, as far as nobody changed it since. */
    const method: ApexMethod<
        {
            accountId: string;
            personId: string;
            successorId: string;
            status: Gangway.PersonStatus;
            formerSuccessorId: string | null;
        },
        Gangway.MapChange
    >;
    export default method;
}
declare module '@salesforce/apex/StakeholderMapController.getCandidates' {
    const method: ApexMethod<{ accountId: string }, Gangway.MapCandidate[]>;
    export default method;
}
declare module '@salesforce/apex/StakeholderMapController.getAttitudes' {
    /** The newest first. */
    const method: ApexMethod<{ personId: string }, Gangway.AttitudeEntry[]>;
    export default method;
}
declare module '@salesforce/apex/StakeholderMapController.saveAttitude' {
    /** The running user's opinion from today on. */
    const method: ApexMethod<
        { accountId: string; personId: string; attitude: Gangway.Attitude; note: string | null },
        Gangway.MapChange
    >;
    export default method;
}
declare module '@salesforce/apex/StakeholderMapController.writeContactRole' {
    /** Writes the person's role back as a contact role of an opportunity; what was written, in words. */
    const method: ApexMethod<{ personId: string; opportunityId: string }, string>;
    export default method;
}
declare module '@salesforce/apex/StakeholderMapController.takeSnapshot' {
    const method: ApexMethod<{ accountId: string; name: string }, Gangway.MapSnapshot[]>;
    export default method;
}
declare module '@salesforce/apex/StakeholderMapController.getSnapshots' {
    /** The newest first. */
    const method: ApexMethod<{ accountId: string }, Gangway.MapSnapshot[]>;
    export default method;
}
declare module '@salesforce/apex/StakeholderMapController.getSnapshot' {
    /** The map as it was; nothing in it may be changed. */
    const method: ApexMethod<{ snapshotId: string }, Gangway.MapView>;
    export default method;
}

declare module '@salesforce/apex/StakeholderMapController.undoSpokeToday' {
    /** Takes back a conversation that was noted today; `lastContactOn` and its source are what the person had before. */
    const method: ApexMethod<
        { accountId: string; personId: string; lastContactOn: string | null; lastContactSource: string | null },
        Gangway.MapChange
    >;
    export default method;
}
declare module '@salesforce/apex/StakeholderMapController.refreshContacts' {
    /** Looks for newer tasks and events of everybody on the map. */
    const method: ApexMethod<{ accountId: string }, Gangway.MapChange>;
    export default method;
}
declare module '@salesforce/apex/StakeholderMapController.removeAttitude' {
    /** Takes back the running user's own opinion of today. */
    const method: ApexMethod<{ accountId: string; entryId: string }, Gangway.MapChange>;
    export default method;
}
