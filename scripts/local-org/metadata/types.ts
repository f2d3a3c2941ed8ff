/** Components (files in source format) → schema, pages, labels, access. Pure: no database, no clock. */
import type { CurrencyDef, FormulaSource, Problem, Schema } from '../model/index.ts';

import type { AnalyticsModel } from './analytics/types.ts';
import type { FolderDef } from './folders.ts';
import type { MailTemplateDef } from './mailTemplates.ts';
import type { ContentAssetDef } from './contentAssets.ts';
import type { CertificateDef } from './certificates.ts';
import type { StaticResourceDef } from './staticResources.ts';
import type { TrustedSiteDef } from './trustedSites.ts';

export type { FolderDef } from './folders.ts';
export type { MailTemplateDef } from './mailTemplates.ts';
export type { ContentAssetDef } from './contentAssets.ts';
export type { CertificateDef } from './certificates.ts';
export type { StaticResourceDef } from './staticResources.ts';
export type { TrustedSiteDef } from './trustedSites.ts';
export type * from './analytics/types.ts';
export type { SetAside } from './tolerance.ts';

export interface ComponentId {
    /** Metadata API type: CustomObject, ApexClass, LightningComponentBundle, PermissionSet, FlexiPage … */
    readonly type: string;
    readonly fullName: string;
}
/** One deployable component with all of its files. An object with its fields, rules and list views is one component. */
export interface ComponentSource extends ComponentId {
    /** Path relative to the project, with `/`, → content. */
    readonly files: ReadonlyMap<string, Uint8Array>;
    readonly hash: string;
    readonly origin: 'base' | 'project' | 'deploy';
    /** A package that the component's own package depends on and that the project does not hold. */
    readonly absentPackage?: string;
    /** What a foreign project's own set-up does with it beyond deploying. */
    readonly setUp?: SetUp;
}
/** A permission set is assigned to the administrator; a profile grants all that there is. */
export type SetUp = 'assigned' | 'grantsAll';

/** One comparison of a component's visibility rule. */
export interface VisibilityCriterion {
    readonly of: 'record' | 'user' | 'permission' | 'formFactor';
    /** The field's path, or the permission's name. */
    readonly path: string;
    /** `EQUAL`, `NE`, `GT`, `GE`, `LT`, `LE`, `CONTAINS`. */
    readonly operator: string;
    readonly value: string;
}
export interface VisibilityRule {
    readonly criteria: readonly VisibilityCriterion[];
    /** `1 AND (2 OR 3)`; all of them where it is missing. */
    readonly logic?: string;
}
/** A FlexiPage region item as the page lays it out. */
export interface PageItem {
    readonly kind: 'component' | 'facet';
    /** `force:detailPanel`, `flexipage:tab`, `c:handoffPanel` … */
    readonly component: string;
    readonly identifier: string;
    readonly properties: Readonly<Record<string, string>>;
    /** Lists in properties of which an entry has a rule of its own: actions of the highlights panel. */
    readonly lists?: Readonly<Record<string, readonly PageListEntry[]>>;
    /** How a utility bar shows it: `label`, `icon`, `width`, `height`, `eager`. */
    readonly decorators?: Readonly<Record<string, string>>;
    /** Regions and facets that this item refers to, already resolved. */
    readonly facets: Readonly<Record<string, readonly PageItem[]>>;
    /** When it is shown; always where it is missing. */
    readonly visibility?: VisibilityRule;
}
export interface PageListEntry {
    readonly value: string;
    readonly visibility?: VisibilityRule;
}
export interface PageRegion {
    readonly name: string;
    readonly items: readonly PageItem[];
}
export interface FlexiPageDef {
    readonly name: string;
    readonly label: string;
    readonly type: 'RecordPage' | 'AppPage' | 'HomePage' | 'UtilityBar';
    readonly object?: string;
    readonly template: string;
    readonly regions: readonly PageRegion[];
}
export interface AppDef {
    readonly name: string;
    readonly label: string;
    readonly description: string;
    readonly color?: string;
    readonly tabs: readonly string[];
    /** Name of the FlexiPage with its utilities. */
    readonly utilityBar?: string;
    readonly activations: readonly ActivationDef[];
}
/** A page that takes the place of the platform's own: in one app, for the users of one profile, or everywhere. */
export interface ActivationDef {
    /** An object, or `standard-home`. */
    readonly object: string;
    readonly formFactor: 'Large' | 'Small';
    /** Name of the FlexiPage. */
    readonly page: string;
    readonly profile?: string;
    /** Developer name of the record type whose records have it. */
    readonly recordType?: string;
}
export interface TabDef {
    readonly name: string;
    readonly label: string;
    readonly motif: string;
    readonly object?: string;
    readonly flexiPage?: string;
    readonly component?: string;
}
export interface LayoutItemDef {
    readonly field: string;
    readonly behavior: 'Edit' | 'Readonly' | 'Required';
}
export interface LayoutDef {
    readonly object: string;
    readonly name: string;
    readonly sections: readonly {
        readonly label: string;
        readonly showLabel: boolean;
        readonly columns: readonly (readonly LayoutItemDef[])[];
    }[];
    readonly relatedLists: readonly {
        readonly relation: string;
        readonly fields: readonly string[];
        readonly sortField?: string;
        readonly sortDescending: boolean;
    }[];
    readonly actions: readonly string[];
}
export interface ListViewDef {
    readonly object: string;
    readonly name: string;
    readonly label: string;
    readonly columns: readonly string[];
    readonly scope: 'Everything' | 'Mine' | 'MineAndMyGroups' | 'Queue';
    /** Developer name of the queue whose records it shows. */
    readonly queue?: string;
    /** Who sees it; everybody where it is missing. */
    readonly sharedTo?: readonly ShareTarget[];
    readonly filters: readonly { readonly field: string; readonly operation: string; readonly value: string }[];
    readonly filterLogic?: string;
}
export interface QuickActionDef {
    readonly object?: string;
    readonly name: string;
    readonly label: string;
    readonly type: string;
    readonly component?: string;
    /** Of an action that makes a record or changes one: which, and how it is asked for. */
    readonly form?: QuickActionForm;
}
export interface QuickActionForm {
    /** Object of the record that is made; of an update the action's own. */
    readonly target: string;
    /** Field of the new record that points to the record the action was pressed on. */
    readonly parentField?: string;
    readonly fields: readonly LayoutItemDef[];
    /** What the form begins with. */
    readonly presets: readonly QuickActionPreset[];
    readonly message?: string;
}
/** The predefined value of a field: text, or a formula over the record that the action was pressed on. */
export type QuickActionPreset =
    | { readonly field: string; readonly value: string }
    | {
          readonly field: string;
          readonly formula: FormulaSource;
          readonly place: { readonly file: string; readonly line: number; readonly column: number };
      };
export interface CompactLayoutDef {
    readonly object: string;
    /** `SYSTEM`: the platform's own, where none is assigned. */
    readonly name: string;
    readonly label: string;
    readonly fields: readonly string[];
}
/** Everything a page needs that is not a record. */
export interface PageModel {
    readonly apps: readonly AppDef[];
    /** The default of the whole org, which the object itself carries. */
    readonly activations: readonly ActivationDef[];
    readonly flexiPages: readonly FlexiPageDef[];
    readonly tabs: readonly TabDef[];
    readonly layouts: readonly LayoutDef[];
    readonly listViews: readonly ListViewDef[];
    readonly quickActions: readonly QuickActionDef[];
    /** Those that objects are assigned, by object; `compactLayoutOf` knows that of any object. */
    readonly compactLayouts: ReadonlyMap<string, CompactLayoutDef>;
}

export interface ObjectRights {
    readonly read: boolean;
    readonly create: boolean;
    readonly edit: boolean;
    readonly delete: boolean;
    readonly viewAll: boolean;
    readonly modifyAll: boolean;
}
/** Of a record type: whether users may give it to records, and whether new records of theirs get it. */
export interface RecordTypeGrant {
    readonly visible: boolean;
    readonly default: boolean;
}
/** The layout that users of a profile see, of all records or of those of a type (`Account.Business`). */
export interface LayoutAssignment {
    readonly layout: string;
    readonly recordType?: string;
}
/** A permission set or a profile grants; what a muting permission set names is taken from its group's sets. */
export interface GrantDef {
    readonly kind: 'permissionSet' | 'profile' | 'muting';
    readonly name: string;
    readonly label: string;
    readonly description: string;
    /** Of a profile: the licence of its users. Of a permission set: the only licence whose users can have it, if it names one. */
    readonly licence?: string;
    readonly objects: ReadonlyMap<string, ObjectRights>;
    /** `Object.Field`, lower case. */
    readonly fields: ReadonlyMap<string, { readonly read: boolean; readonly edit: boolean }>;
    readonly userPermissions: ReadonlySet<string>;
    readonly customPermissions: ReadonlySet<string>;
    readonly classes: ReadonlySet<string>;
    readonly tabs: ReadonlySet<string>;
    readonly apps: ReadonlySet<string>;
    readonly customMetadataTypes: ReadonlySet<string>;
    /** `Object.DeveloperName`, lower case. */
    readonly recordTypes: ReadonlyMap<string, RecordTypeGrant>;
    /** Of a profile. */
    readonly layouts: readonly LayoutAssignment[];
}
/** Permission sets that are assigned together, less what is muted. Names as in `GrantDef.name`. */
export interface SetGroupDef {
    readonly name: string;
    readonly label: string;
    readonly description: string;
    readonly sets: readonly string[];
    readonly muting: readonly string[];
}
export interface RoleDef {
    readonly name: string;
    readonly label: string;
    readonly description: string;
    readonly parent?: string;
    /** What the owner of an account in this role may do with its opportunities, cases and contacts of others. */
    readonly childAccess: Readonly<Record<'Opportunity' | 'Case' | 'Contact', 'None' | 'Read' | 'Edit'>>;
}
/** Who a record is shared with, or whose records are. `name` is empty for all internal users. */
export interface ShareTarget {
    readonly kind: 'group' | 'queue' | 'role' | 'roleAndSubordinates' | 'allInternalUsers' | 'user';
    readonly name: string;
}
/** A public group or a queue. Members of public groups are data, those of queues come along. */
export interface GroupDef {
    readonly kind: 'Regular' | 'Queue';
    readonly name: string;
    readonly label: string;
    readonly includesBosses: boolean;
    readonly email?: string;
    /** Objects whose records the queue may own. */
    readonly objects: readonly string[];
    readonly members: readonly ShareTarget[];
}
export interface SharingCriterion {
    readonly field: string;
    readonly operation: string;
    readonly value: string;
}
/** Shares records of an object: those owned by `from`, or those that meet `criteria`. */
export interface SharingRuleDef {
    readonly object: string;
    readonly name: string;
    readonly level: 'Read' | 'Edit';
    readonly target: ShareTarget;
    readonly from?: ShareTarget;
    readonly criteria?: { readonly items: readonly SharingCriterion[]; readonly logic?: string };
    /** Of a rule of accounts: what it gives on the account's opportunities, cases and contacts. */
    readonly childAccess: Readonly<Record<string, 'None' | 'Read' | 'Edit'>>;
}
/** Refuses, or warns of, a record that agrees with another one in all fields of one of its lists. */
export interface DuplicateRuleDef {
    readonly object: string;
    readonly name: string;
    readonly label: string;
    /** `block`: refused whatever the caller says; `alert`: refused unless the caller allows duplicates; `allow`: saved. */
    readonly onInsert: 'block' | 'alert' | 'allow';
    readonly onUpdate: 'block' | 'alert' | 'allow';
    readonly message: string;
    /** Which records are looked at when they are saved; all of them where it is missing. */
    readonly filter?: { readonly items: readonly SharingCriterion[]; readonly logic?: string };
    /** Only records that the user may read count. */
    readonly enforcesSharing: boolean;
    readonly matches: readonly DuplicateMatch[];
}
/** Fields in which a saved record agrees with one that is there. */
export interface DuplicateMatch {
    /** The object of the records that are there: the saved record's, or another. */
    readonly object: string;
    readonly fields: readonly {
        readonly field: string;
        /** The field of the saved record. */
        readonly from: string;
        readonly matchesBlanks: boolean;
    }[];
}
export interface CustomMetadataRecord {
    readonly type: string;
    readonly developerName: string;
    readonly label: string;
    readonly protected: boolean;
    readonly values: ReadonlyMap<string, string | boolean | null>;
}
export interface LabelDef {
    readonly name: string;
    readonly value: string;
}
/** A kind of notification that Apex sends. */
export interface NotificationTypeDef {
    readonly developerName: string;
    readonly name: string;
    readonly label: string;
    readonly description: string;
    readonly desktop: boolean;
    readonly mobile: boolean;
}
/** A feature parameter of a package, with the text of its first value. */
export interface FeatureParameterDef {
    readonly name: string;
    readonly kind: 'Boolean' | 'Date' | 'Integer';
    readonly value: string;
    /** Whether the package's publisher sets it and its subscribers read it, or the other way round. */
    readonly toSubscriber: boolean;
}
export interface MetadataModel {
    readonly schema: Schema;
    readonly pages: PageModel;
    readonly analytics: AnalyticsModel;
    readonly folders: readonly FolderDef[];
    readonly mailTemplates: readonly MailTemplateDef[];
    readonly labels: ReadonlyMap<string, LabelDef>;
    readonly grants: readonly GrantDef[];
    readonly setGroups: readonly SetGroupDef[];
    readonly roles: readonly RoleDef[];
    readonly groups: readonly GroupDef[];
    readonly sharingRules: readonly SharingRuleDef[];
    readonly duplicateRules: readonly DuplicateRuleDef[];
    readonly customPermissions: ReadonlyMap<string, { readonly label: string; readonly description: string }>;
    readonly notificationTypes: readonly NotificationTypeDef[];
    readonly featureParameters: readonly FeatureParameterDef[];
    readonly customMetadata: readonly CustomMetadataRecord[];
    readonly staticResources: readonly StaticResourceDef[];
    readonly certificates: readonly CertificateDef[];
    readonly contentAssets: readonly ContentAssetDef[];
    readonly trustedSites: readonly TrustedSiteDef[];
    components(type: string): Iterable<ComponentSource>;
}
export interface MetadataCompileResult {
    readonly model?: MetadataModel;
    readonly problems: readonly Problem[];
}
/** What is switched on in an org and changes its schema. */
export interface OrgFeatures {
    /** Several currencies, the corporate one first; absent: one currency. */
    readonly currencies?: readonly CurrencyDef[];
}
/** Key prefixes that the org has given out already, by object name; new custom objects get the next free one. */
export type KeyPrefixes = Map<string, string>;

/*
 * Exported by metadata/index.ts:
 *   readProject(dir: string): { components: ComponentSource[]; problems: Problem[] }      reads sfdx-project.json's package directories
 *   baseComponents(): ComponentSource[]                                                  standard objects, profiles … of metadata/base
 *   compileMetadata(components, generation, keyPrefixes): MetadataCompileResult          KeyPrefixes is extended in place
 */
