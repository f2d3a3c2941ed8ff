/**
 * Playbooks: what `PlaybookController` and `PlanPlaybookController` give to their components. Apex inner classes (`PlaybookViews`,
 * `PlanTakeoverViews`, `PlanRoles`) have the same member names. A member that is null in Apex may arrive as null or not at all.
 */
declare namespace Gangway {
    type PlaybookStatus = 'Draft' | 'Published' | 'Retired';
    /** Teams by the part they play: one answers, some do it, are asked, are told. */
    interface Raci {
        accountable?: string | null;
        responsible: string[];
        consulted: string[];
        informed: string[];
    }
    interface PlaybookItem extends Raci {
        id: string;
        title: string;
        kind?: string | null;
        side?: string | null;
        ownerRole?: string | null;
        description?: string | null;
        /** Contract, Kickoff, Stage Start or Go-Live. */
        anchor?: string | null;
        offsetDays: number;
        durationDays: number;
        isGate: boolean;
        isCustomerVisible: boolean;
        stamps?: string | null;
        conditions: string[];
        follows: { title: string; kind?: string | null; lagDays: number }[];
    }
    interface PlaybookStage {
        id: string;
        name: string;
        entryCriteria?: string | null;
        exitCriteria?: string | null;
        conditions: string[];
        items: PlaybookItem[];
    }
    interface PlaybookVersion {
        id: string;
        key: string;
        version: number;
        status: PlaybookStatus;
        itemCount: number;
    }
    interface PlaybookOutline {
        id: string;
        name: string;
        key: string;
        status: PlaybookStatus;
        track?: string | null;
        products?: string | null;
        description?: string | null;
        stagesMayOverlap: boolean;
        itemCount: number;
        gateCount: number;
        stages: PlaybookStage[];
        /** The newest first. */
        versions: PlaybookVersion[];
        /** What keeps a draft from being published. */
        problems: string[];
        hints: string[];
        mayEdit: boolean;
        mayPublish: boolean;
    }
    interface PlaybookDifference {
        id: string;
        /** Playbook, Stage, Item or Dependency. */
        part: string;
        /** Added, Removed or Changed. */
        kind: string;
        title: string;
        stageName?: string | null;
        fields: { label: string; before?: string | null; after?: string | null }[];
    }
    interface PlanTakeover {
        versions: string[];
        newer: string[];
        changes: { difference: PlaybookDifference; blocked?: string | null }[];
        mayEdit: boolean;
    }
    interface PlanTakeoverPreview {
        added: number;
        changed: number;
        removed: number;
        schedule: SchedulePreview;
    }
    interface OpenRole {
        role: string;
        side: string;
        items: number;
    }
}

declare module '@salesforce/apex/PlaybookController.getOutline' {
    const method: ApexMethod<{ playbookId: string }, Gangway.PlaybookOutline>;
    export default method;
}
declare module '@salesforce/apex/PlaybookController.compareVersions' {
    const method: ApexMethod<{ olderId: string; newerId: string }, Gangway.PlaybookDifference[]>;
    export default method;
}
declare module '@salesforce/apex/PlaybookController.makeNextVersion' {
    const method: ApexMethod<{ playbookId: string }, string>;
    export default method;
}
declare module '@salesforce/apex/PlaybookController.publish' {
    const method: ApexMethod<{ playbookId: string }, Gangway.PlaybookOutline>;
    export default method;
}
declare module '@salesforce/apex/PlaybookController.retire' {
    const method: ApexMethod<{ playbookId: string }, Gangway.PlaybookOutline>;
    export default method;
}
declare module '@salesforce/apex/PlanPlaybookController.getOpenRoles' {
    const method: ApexMethod<{ planId: string }, Gangway.OpenRole[]>;
    export default method;
}
declare module '@salesforce/apex/PlanPlaybookController.getChanges' {
    const method: ApexMethod<{ planId: string }, Gangway.PlanTakeover>;
    export default method;
}
declare module '@salesforce/apex/PlanPlaybookController.previewChanges' {
    /** Writes nothing. */
    const method: ApexMethod<{ planId: string; changeIds: string[] }, Gangway.PlanTakeoverPreview>;
    export default method;
}
declare module '@salesforce/apex/PlanPlaybookController.takeOver' {
    const method: ApexMethod<{ planId: string; changeIds: string[] }, Gangway.PlanTakeover>;
    export default method;
}
