/**
 * What the controllers of handoffs give to their components: the types between the two layers. Apex inner classes have the same member names.
 * A member that is null in Apex may arrive as null or not at all: `?: … | null` says so. The other files beside this one do the same for their feature.
 */
declare namespace Gangway {
    /** One requirement of the completeness list, as the server evaluates it. */
    interface Requirement {
        key: string;
        label: string;
        /** Section of the form that holds it: why, success, promises, people, risks, commercials. */
        section: string;
        met: boolean;
        /** What is missing, in words; empty when met. */
        hint: string;
    }
    interface Completeness {
        met: number;
        total: number;
        requirements: Requirement[];
    }
    type HandoffStatus = 'Draft' | 'Submitted' | 'Accepted' | 'Returned' | 'Cancelled';
    type HandoffItemKind = 'Promise' | 'Outcome' | 'Risk' | 'Question';
    interface HandoffItem {
        id?: string | null;
        kind: HandoffItemKind;
        text: string;
        /** Promise: what was promised to whom. Outcome: how it is measured. */
        detail?: string | null;
        dueDate?: string | null;
        /** Confirmed by the customer, assumed by us, or not marked yet. */
        certainty?: 'Confirmed' | 'Assumed' | null;
        /** Where it is written: contract, e-mail, call. */
        source?: string | null;
        isFirstValue: boolean;
        /** Made by the page for a new item, so that a retry after a lost answer adds no second. */
        key?: string | null;
    }
    interface Person {
        id?: string | null;
        contactId?: string | null;
        name: string;
        title?: string | null;
        role?: string | null;
        isPlaceholder: boolean;
        /** Made by the page for somebody new, so that a retry after a lost answer adds no second. */
        key?: string | null;
    }
    interface HandoffView {
        id: string;
        name: string;
        status: HandoffStatus;
        accountId: string;
        accountName: string;
        opportunityId: string;
        opportunityName: string;
        ownerName: string;
        whyBought?: string | null;
        firstValue?: string | null;
        contractDate?: string | null;
        kickoffDate?: string | null;
        annualValue?: number | null;
        currencyCode: string;
        track?: string | null;
        trackReason?: string | null;
        /** Whom the customer chose us over. */
        competitors?: string | null;
        /** What was agreed with the customer to happen next. */
        nextStep?: string | null;
        items: HandoffItem[];
        people: Person[];
        completeness: Completeness;
        submittedAt?: string | null;
        submittedBy?: string | null;
        decidedAt?: string | null;
        decidedBy?: string | null;
        hoursToDecide?: number | null;
        returnReasons?: string | null;
        /** The reasons by section of the form; `returnReasons` is all of them as text. */
        returnReasonList: ReturnReason[];
        qualityScore?: number | null;
        qualityComment?: string | null;
        /** A draft that the system made when the deal was won: the page calls `openHandoff` once to fill it. */
        needsFilling: boolean;
        /** Null before one is scheduled. */
        introductionCall?: IntroductionCall | null;
        /** Optimistic locking: sent back on every save. */
        revision: number;
        savedAt: string;
        /** Facts of the CRM this user may not see, so that the page can say so. */
        notVisible: string[];
        mayEdit: boolean;
        maySubmit: boolean;
        /** What besides the completeness list keeps this user from submitting, in words; empty when nothing does. */
        whyNotSubmit: string;
        mayDecide: boolean;
        mayCancel: boolean;
        /** Why it was cancelled. */
        cancelReason?: string | null;
        /** Its deal is won: the handoff is binding and can be submitted. It may be drafted before. */
        isWon: boolean;
        planId?: string | null;
    }
    /** The Opportunity page: before and after. */
    interface OpportunityHandoff {
        handoff?: HandoffView | null;
        plan?: PlanSummary | null;
        mayCreate: boolean;
        /** Why it cannot be created, in words; empty when it can. */
        whyNot: string;
        isWon: boolean;
    }
    /** An opportunity by name. */
    interface Deal {
        id: string;
        name: string;
    }
    interface HandoffChange {
        whyBought?: string | null;
        firstValue?: string | null;
        contractDate?: string | null;
        kickoffDate?: string | null;
        annualValue?: number | null;
        competitors?: string | null;
        nextStep?: string | null;
    }
    /** Why a handoff came back, by section of the form (`Requirement.section`, or `general`). */
    interface ReturnReason {
        section: string;
        text: string;
    }
    /** Somebody else changed the same thing meanwhile: nothing of it was saved, the rest was. */
    interface FieldConflict {
        /** Member of `HandoffChange` or `HandoffItem`. */
        member: string;
        label: string;
        mine?: string | null;
        theirs?: string | null;
        changedByName: string;
    }
    interface SavedHandoff {
        handoff: HandoffView;
        /** Empty when everything was saved. */
        conflicts: FieldConflict[];
    }
    interface Attendee {
        /** Id of the contact or user; null for a person of the map without either. */
        id?: string | null;
        name: string;
        email?: string | null;
        side: Side;
        chosen: boolean;
    }
    /** A standard Event. The API sends no invitations: the page offers an `.ics` and does not claim any. */
    interface IntroductionCall {
        eventId?: string | null;
        subject: string;
        /** ISO instant. */
        startsAt: string;
        minutes: number;
        attendees: Attendee[];
        description?: string | null;
        location?: string | null;
    }
    /** A submitted handoff in the specialists' queue. */
    interface QueueEntry {
        id: string;
        name: string;
        accountId: string;
        accountName: string;
        opportunityName: string;
        sellerName: string;
        annualValue?: number | null;
        currencyCode: string;
        track?: string | null;
        submittedAt: string;
        /** Elapsed hours since it was submitted. */
        hoursWaiting: number;
        met: number;
        total: number;
        mayDecide: boolean;
    }
    interface Queue {
        /** The longest waiting first, at most 200. */
        entries: QueueEntry[];
        /** All that wait and that this user may see. */
        total: number;
    }
    /** What became of one of many: each handoff is all or nothing. */
    interface AcceptanceOutcome {
        handoffId: string;
        outcome: 'Accepted' | 'Queued' | 'Refused';
        /** Why, where it was refused; where it stands, where it was queued. */
        message: string;
        planId?: string | null;
    }
    interface PlaybookChoice {
        key: string;
        label: string;
        track: string;
        itemCount: number;
        days: number;
        proposed: boolean;
        /** What this playbook's track asks for and the handoff lacks, in words: with it the handoff cannot be accepted. */
        missing: string[];
    }
    interface SpecialistChoice {
        id: string;
        name: string;
        openPlans: number;
    }
    interface AcceptanceProposal {
        handoffId: string;
        track: string;
        reason: string;
        playbooks: PlaybookChoice[];
        specialists: SpecialistChoice[];
        specialistId: string;
        /** Why this specialist and this day, in words. */
        specialistReason: string;
        kickoffDate: string;
        kickoffReason: string;
    }
    interface Acceptance {
        handoffId: string;
        playbookKey: string;
        kickoffDate: string;
        specialistId: string;
        trackReason?: string | null;
        qualityScore?: number | null;
        qualityComment?: string | null;
    }
}

declare module '@salesforce/apex/HandoffController.getForOpportunity' {
    const method: ApexMethod<{ opportunityId: string }, Gangway.OpportunityHandoff>;
    export default method;
}
declare module '@salesforce/apex/HandoffController.getDealsToHandOver' {
    /** Won opportunities without a handoff, the newest first. */
    const method: ApexMethod<{ accountId: string }, Gangway.Deal[]>;
    export default method;
}
declare module '@salesforce/apex/HandoffController.getForAccount' {
    /** Submitted first, then drafts and returned ones; accepted ones are the plan's business. */
    const method: ApexMethod<{ accountId: string }, Gangway.HandoffView[]>;
    export default method;
}
declare module '@salesforce/apex/HandoffController.getHandoff' {
    const method: ApexMethod<{ handoffId: string }, Gangway.HandoffView>;
    export default method;
}
declare module '@salesforce/apex/HandoffController.createHandoff' {
    const method: ApexMethod<{ opportunityId: string }, Gangway.HandoffView>;
    export default method;
}
declare module '@salesforce/apex/HandoffController.saveHandoff' {
    /** `base` holds what the user saw before typing, for the members of `change`: a member that somebody else changed meanwhile is a conflict and stays. */
    const method: ApexMethod<
        { handoffId: string; base: Gangway.HandoffChange; change: Gangway.HandoffChange },
        Gangway.SavedHandoff
    >;
    export default method;
}
declare module '@salesforce/apex/HandoffController.openHandoff' {
    /** Fills a draft that the system made with what the CRM knows; does nothing for any other. */
    const method: ApexMethod<{ handoffId: string }, Gangway.HandoffView>;
    export default method;
}
declare module '@salesforce/apex/HandoffController.cancelHandoff' {
    /** Frees the opportunity for a new one. */
    const method: ApexMethod<{ handoffId: string; reason: string }, Gangway.HandoffView>;
    export default method;
}
declare module '@salesforce/apex/HandoffController.proposeIntroductionCall' {
    const method: ApexMethod<{ handoffId: string }, Gangway.IntroductionCall>;
    export default method;
}
declare module '@salesforce/apex/HandoffController.scheduleIntroductionCall' {
    const method: ApexMethod<{ handoffId: string; call: Gangway.IntroductionCall }, Gangway.HandoffView>;
    export default method;
}
declare module '@salesforce/apex/HandoffController.getQueue' {
    /** The longest waiting first; those this user may see. */
    const method: ApexMethod<Record<string, never>, Gangway.Queue>;
    export default method;
}
declare module '@salesforce/apex/HandoffController.acceptHandoffs' {
    /** Each with what acceptance proposes. */
    const method: ApexMethod<{ handoffIds: string[] }, Gangway.AcceptanceOutcome[]>;
    export default method;
}
declare module '@salesforce/apex/HandoffController.saveItem' {
    /** Creates it where `item.id` is null. `base` is the item as the user saw it before typing, null for a new one. */
    const method: ApexMethod<
        { handoffId: string; base: Gangway.HandoffItem | null; item: Gangway.HandoffItem },
        Gangway.SavedHandoff
    >;
    export default method;
}
declare module '@salesforce/apex/HandoffController.deleteItem' {
    const method: ApexMethod<{ handoffId: string; itemId: string }, Gangway.HandoffView>;
    export default method;
}
declare module '@salesforce/apex/HandoffController.savePerson' {
    /**
     * Creates or changes a stakeholder of the handoff's account; a person without contact is a placeholder. `base` is the person as the
     * user saw them before typing, null for a new one.
     */
    const method: ApexMethod<
        { handoffId: string; base: Gangway.Person | null; person: Gangway.Person },
        Gangway.SavedHandoff
    >;
    export default method;
}
declare module '@salesforce/apex/HandoffController.submitHandoff' {
    const method: ApexMethod<{ handoffId: string }, Gangway.HandoffView>;
    export default method;
}
declare module '@salesforce/apex/HandoffController.returnHandoff' {
    const method: ApexMethod<{ handoffId: string; reasons: Gangway.ReturnReason[] }, Gangway.HandoffView>;
    export default method;
}
declare module '@salesforce/apex/HandoffController.reviseHandoff' {
    /** Returned → Draft, by the seller. */
    const method: ApexMethod<{ handoffId: string }, Gangway.HandoffView>;
    export default method;
}
declare module '@salesforce/apex/HandoffController.proposeAcceptance' {
    const method: ApexMethod<{ handoffId: string }, Gangway.AcceptanceProposal>;
    export default method;
}
declare module '@salesforce/apex/HandoffController.acceptHandoff' {
    const method: ApexMethod<{ acceptance: Gangway.Acceptance }, Gangway.HandoffView>;
    export default method;
}
