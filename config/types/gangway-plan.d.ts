/** Types between the controllers of the plan's editing and reassignment, and their components. */
declare namespace Gangway {
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
