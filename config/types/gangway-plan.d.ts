/** Types between the controllers of plans, of their editing and of reassignment, and their components. */
declare namespace Gangway {
    type StageStatus = 'Not Started' | 'In Progress' | 'Passed' | 'Passed, Reopened';
    type ItemStatus = 'Not Started' | 'In Progress' | 'Waiting' | 'Done' | 'Waived';
    type Side = 'Us' | 'Customer';
    interface PlanItem extends Raci {
        id: string;
        title: string;
        kind: string;
        status: ItemStatus;
        side: Side;
        ownerRole?: string | null;
        /** The person, or the role nobody holds yet. */
        ownerName: string;
        ownerResolved: boolean;
        startDate?: string | null;
        dueDate?: string | null;
        /** Days late (positive) or until due (negative or zero), counted from today in the plan's time zone; null without a date or when done. */
        daysLate?: number | null;
        isGate: boolean;
        agreeDate: boolean;
        waitingOn?: string | null;
        waitingReason?: string | null;
        waitingDays?: number | null;
        happenedOn?: string | null;
        waiverReason?: string | null;
        description?: string | null;
        /** Its dates are fixed: predecessors cannot move it. */
        isLocked: boolean;
        /** It sets the day of go-live. */
        isCritical: boolean;
        /** Its assignee is whoever looks at it. */
        isMine: boolean;
        /** The colleague it is assigned to is no longer active. */
        ownerHasLeft: boolean;
        isCustomerVisible: boolean;
        /** Added to this plan: it comes from no playbook. */
        isOwn: boolean;
        /** What it waits for. */
        follows: Dependency[];
        mayEdit: boolean;
    }
    interface Dependency {
        id: string;
        /** The item that is waited for. */
        itemId: string;
        title: string;
        kind: string;
        /** Working days between the two. */
        lagDays: number;
    }
    interface ScheduleMove {
        itemId: string;
        title: string;
        fromDue?: string | null;
        toDue?: string | null;
        /** Predecessor, Start no earlier, Pulled forward. */
        cause: string;
        causeTitle?: string | null;
    }
    interface ScheduleConflict {
        itemId: string;
        title: string;
        earliestStart: string;
        /** When it would be due if it moved there. */
        earliestDue: string;
        causeItemId?: string | null;
        causeTitle?: string | null;
    }
    /** What a change of dates would do, from the engine that does it. */
    interface SchedulePreview {
        fromDue?: string | null;
        /** Where the item itself would end up. */
        toDue?: string | null;
        moves: ScheduleMove[];
        conflicts: ScheduleConflict[];
        goLiveBefore?: string | null;
        goLiveAfter?: string | null;
        committedGoLive?: string | null;
    }
    interface DateChange {
        id: string;
        changedAt: string;
        changedBy?: string | null;
        channel?: string | null;
        /** Which date; null for the due date of an item. */
        what?: string | null;
        reason?: string | null;
        fromDue?: string | null;
        toDue?: string | null;
        /** Moved by hand, Predecessor, Start no earlier, Pulled forward, Committed anew, Stamped, Stamp taken back, Corrected. */
        cause: string;
        causeTitle?: string | null;
    }
    interface PlanStage {
        id: string;
        name: string;
        sequence: number;
        status: StageStatus;
        entryCriteria?: string | null;
        exitCriteria?: string | null;
        total: number;
        done: number;
        openGates: number;
        passedOn?: string | null;
        items: PlanItem[];
        /** Empty when the stage may pass; otherwise what stands in the way, in words, from the rule that enforces it. */
        blockers: Blocker[];
        isCustomerVisible: boolean;
    }
    interface Blocker {
        /** The open gate item; null where it is a stage before. */
        itemId?: string | null;
        /** The sentence; `{0}` stands for the day. */
        pattern: string;
        day?: string | null;
    }
    /** A date of the plan that leaders measure. */
    interface Stamp {
        what: string;
        label: string;
        day?: string | null;
        isCorrected: boolean;
    }
    interface Criterion {
        id: string;
        name: string;
        measure?: string | null;
        target?: string | null;
        status: 'Proposed' | 'Agreed' | 'Met' | 'Missed' | 'Dropped';
        isFirstValue: boolean;
        happenedOn?: string | null;
    }
    interface PlanSummary {
        id: string;
        name: string;
        accountId: string;
        accountName: string;
        opportunityId?: string | null;
        status: string;
        track: string;
        playbookKey: string;
        ownerName: string;
        /** On Track, At Risk, Off Track: computed by the rule, explained in `healthReason`. */
        health: string;
        healthReason: string;
        total: number;
        done: number;
        waived: number;
        overdue: number;
        contractSigned?: string | null;
        kickoffDate?: string | null;
        forecastGoLive?: string | null;
        committedGoLive?: string | null;
        nextItemTitle?: string | null;
        nextItemDue?: string | null;
        nextItemSide?: Side | null;
        currentStage?: string | null;
        /** Why it is on hold, or was abandoned. */
        statusReason?: string | null;
        /** A sentence about people of the customer who leave, from their map. */
        peopleNotice?: string | null;
        /** Calendar days that something waited on a party, each counted once. */
        waitedOnUs: number;
        waitedOnCustomer: number;
        waitedOnThirdParty: number;
        daysOnHold: number;
        /** Calendar days from contract to first value; net without those of the customer and on hold. */
        daysToFirstValue?: number | null;
        netDaysToFirstValue?: number | null;
    }
    interface PlanView {
        summary: PlanSummary;
        stages: PlanStage[];
        criteria: Criterion[];
        mayEdit: boolean;
        /** May change the plan itself, also when it is closed. */
        mayRun: boolean;
        mayAdd: boolean;
        mayWaive: boolean;
        mayCorrect: boolean;
        mayCopy: boolean;
        /** Locked items that their predecessors no longer allow. */
        conflicts: ScheduleConflict[];
        stamps: Stamp[];
        /** What keeps the plan from completing, in words. */
        obstacles: string[];
        /** Today in the plan's time zone. */
        today: string;
    }
    interface Choice {
        value: string;
        label: string;
    }
    interface ItemInput {
        /** Null for a new one. */
        id?: string | null;
        stageId?: string | null;
        title?: string | null;
        kind?: string | null;
        side?: Side | null;
        ownerRole?: string | null;
        assigneeId?: string | null;
        stakeholderId?: string | null;
        startDate?: string | null;
        dueDate?: string | null;
        noEarlierThan?: string | null;
        isGate: boolean;
        isCustomerVisible: boolean;
        customerTitle?: string | null;
        customerNote?: string | null;
        description?: string | null;
        internalNote?: string | null;
    }
    interface ItemForm {
        item: ItemInput;
        stages: Choice[];
        kinds: Choice[];
        roles: Choice[];
        colleagues: Choice[];
        customers: Choice[];
    }
    interface PlanCopyInput {
        accountId?: string | null;
        opportunityId?: string | null;
        requestKey: string;
        name?: string | null;
        contractSigned?: string | null;
        kickoffDate?: string | null;
    }
    interface CustomerItem {
        id: string;
        title: string;
        note?: string | null;
        side: Side;
        ownerName?: string | null;
        dueDate?: string | null;
        doneOn?: string | null;
        isDone: boolean;
        isLate: boolean;
        waitsOnCustomer: boolean;
    }
    interface CustomerStage {
        id: string;
        name: string;
        isPassed: boolean;
        items: CustomerItem[];
    }
    interface CustomerPage {
        name: string;
        accountName?: string | null;
        ownerName?: string | null;
        today: string;
        goLive?: string | null;
        liveOn?: string | null;
        total: number;
        done: number;
        stages: CustomerStage[];
    }
    interface ReassignPerson {
        id: string;
        name: string;
        isActive: boolean;
        openPlans: number;
    }
    interface ReassignPeople {
        /** Who has open work. */
        holders: ReassignPerson[];
        successors: ReassignPerson[];
    }
    interface ReassignOutcome {
        key?: string | null;
        items: number;
        plans: number;
        refused: number;
        refusal?: string | null;
        isQueued: boolean;
    }
}

declare module '@salesforce/apex/PlanItemController.getForm' {
    const method: ApexMethod<{ planId: string; itemId: string | null }, Gangway.ItemForm>;
    export default method;
}
declare module '@salesforce/apex/PlanItemController.saveItem' {
    const method: ApexMethod<{ item: Gangway.ItemInput }, Gangway.PlanView>;
    export default method;
}
declare module '@salesforce/apex/PlanItemController.removeItem' {
    const method: ApexMethod<{ itemId: string }, Gangway.PlanView>;
    export default method;
}
declare module '@salesforce/apex/PlanItemController.placeItem' {
    const method: ApexMethod<{ itemId: string; stageId: string; beforeItemId: string | null }, Gangway.PlanView>;
    export default method;
}
declare module '@salesforce/apex/PlanController.commitGoLive' {
    const method: ApexMethod<{ planId: string; day: string | null; reason: string }, Gangway.PlanView>;
    export default method;
}
declare module '@salesforce/apex/PlanController.correctDate' {
    const method: ApexMethod<{ planId: string; what: string; day: string | null; reason: string }, Gangway.PlanView>;
    export default method;
}
declare module '@salesforce/apex/PlanController.getPlanDateChanges' {
    const method: ApexMethod<{ planId: string }, Gangway.DateChange[]>;
    export default method;
}
declare module '@salesforce/apex/PlanController.copyPlan' {
    const method: ApexMethod<{ planId: string; copy: Gangway.PlanCopyInput }, string>;
    export default method;
}
declare module '@salesforce/apex/PlanController.getCustomerView' {
    const method: ApexMethod<{ planId: string }, Gangway.CustomerPage>;
    export default method;
}
declare module '@salesforce/apex/ReassignController.getPeople' {
    const method: ApexMethod<Record<string, never>, Gangway.ReassignPeople>;
    export default method;
}
declare module '@salesforce/apex/ReassignController.preview' {
    const method: ApexMethod<{ leaverId: string }, Gangway.ReassignOutcome>;
    export default method;
}
declare module '@salesforce/apex/ReassignController.reassign' {
    const method: ApexMethod<{ leaverId: string; successorId: string }, Gangway.ReassignOutcome>;
    export default method;
}
declare module '@salesforce/apex/ReassignController.undo' {
    const method: ApexMethod<{ key: string }, Gangway.ReassignOutcome>;
    export default method;
}
declare module '@salesforce/apex/PlanController.getPlans' {
    const method: ApexMethod<{ accountId: string }, Gangway.PlanSummary[]>;
    export default method;
}
declare module '@salesforce/apex/PlanController.getPlan' {
    const method: ApexMethod<{ planId: string }, Gangway.PlanView>;
    export default method;
}
declare module '@salesforce/apex/PlanController.completeItem' {
    const method: ApexMethod<{ itemId: string; happenedOn: string }, Gangway.PlanView>;
    export default method;
}
declare module '@salesforce/apex/PlanController.reopenItem' {
    const method: ApexMethod<{ itemId: string }, Gangway.PlanView>;
    export default method;
}
declare module '@salesforce/apex/PlanController.waiveItem' {
    const method: ApexMethod<{ itemId: string; reason: string }, Gangway.PlanView>;
    export default method;
}
declare module '@salesforce/apex/PlanController.setWaiting' {
    /** `party` null: no longer waiting. */
    const method: ApexMethod<{ itemId: string; party: string | null; reason: string | null }, Gangway.PlanView>;
    export default method;
}
declare module '@salesforce/apex/PlanController.moveItem' {
    const method: ApexMethod<{ itemId: string; dueDate: string | null }, Gangway.PlanView>;
    export default method;
}
declare module '@salesforce/apex/PlanController.passStage' {
    const method: ApexMethod<{ stageId: string }, Gangway.PlanView>;
    export default method;
}
declare module '@salesforce/apex/PlanController.decideCriterion' {
    const method: ApexMethod<{ criterionId: string; status: string; happenedOn: string | null }, Gangway.PlanView>;
    export default method;
}
declare module '@salesforce/apex/PlanController.previewMove' {
    /** Writes nothing. */
    const method: ApexMethod<{ itemId: string; dueDate: string | null }, Gangway.SchedulePreview>;
    export default method;
}
declare module '@salesforce/apex/PlanController.previewPull' {
    /** Writes nothing. */
    const method: ApexMethod<{ itemId: string }, Gangway.SchedulePreview>;
    export default method;
}
declare module '@salesforce/apex/PlanController.pullForward' {
    const method: ApexMethod<{ itemId: string }, Gangway.PlanView>;
    export default method;
}
declare module '@salesforce/apex/PlanController.lockItem' {
    const method: ApexMethod<{ itemId: string; isLocked: boolean }, Gangway.PlanView>;
    export default method;
}
declare module '@salesforce/apex/PlanController.connectItems' {
    const method: ApexMethod<
        { predecessorId: string; successorId: string; kind: string; lagDays: number },
        Gangway.PlanView
    >;
    export default method;
}
declare module '@salesforce/apex/PlanController.disconnectItems' {
    const method: ApexMethod<{ dependencyId: string }, Gangway.PlanView>;
    export default method;
}
declare module '@salesforce/apex/PlanController.getDateChanges' {
    /** The newest first. */
    const method: ApexMethod<{ itemId: string }, Gangway.DateChange[]>;
    export default method;
}
declare module '@salesforce/apex/PlanController.setPlanStatus' {
    const method: ApexMethod<{ planId: string; status: string; reason: string | null }, Gangway.PlanView>;
    export default method;
}
